import { expect, test } from 'vitest';
import { releaseNotes } from './notes.ts';

const changelog =
  '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- Estimates.\n\n## [0.1.0]\n\n- All.\n';
const versions = { client: '0.2.0', server: '0.2.0' };

test('returns the section of the version', () => {
  expect(releaseNotes({ tag: 'v0.2.0', versions, changelog })).toBe('### Added\n\n- Estimates.');
});

test('returns the last section', () => {
  expect(releaseNotes({ tag: 'v0.1.0', versions: { client: '0.1.0' }, changelog })).toBe('- All.');
});

test.each([
  ['a tag that is not a version', { tag: 'latest' }, 'latest is not a tag like v0.2.0.'],
  ['a package with another version', { versions: { ...versions, server: '0.1.9' } }, 'server has version 0.1.9'],
  ['a version without a section', { tag: 'v0.3.0', versions: { client: '0.3.0' } }, 'no entries under [0.3.0]'],
  ['a section without entries', { changelog: '## [0.2.0]\n\n## [0.1.0]\n\n- All.\n' }, 'no entries under [0.2.0]'],
])('rejects %s', (_what, change, message) => {
  expect(() => releaseNotes({ tag: 'v0.2.0', versions, changelog, ...change })).toThrow(message);
});
