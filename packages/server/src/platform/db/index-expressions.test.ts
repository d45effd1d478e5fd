import { expect, test } from 'vitest';
import { repairIndexExpressions } from './index-expressions.ts';

test.each([
  ['CREATE INDEX `a` ON `t` (`x`,`y`);', 'CREATE INDEX `a` ON `t` (`x`,`y`);'],
  ['CREATE INDEX `a` ON `t` (`substr("x"`,` 5`,` 2)`);', 'CREATE INDEX `a` ON `t` (substr("x", 5, 2));'],
  [
    'CREATE UNIQUE INDEX `a` ON `t` (`x`,`substr(trim("y"`,` \'z\')`,` 2)`,`w`);--> statement-breakpoint',
    'CREATE UNIQUE INDEX `a` ON `t` (`x`,substr(trim("y", \'z\'), 2),`w`);--> statement-breakpoint',
  ],
])('repairIndexExpressions repairs: %s', (written, mended) => {
  expect(repairIndexExpressions(written)).toBe(mended);
  expect(repairIndexExpressions(mended)).toBe(mended);
});
