import { changes } from './steps/changes.ts';
import { diary } from './steps/diary.ts';
import { endings } from './steps/endings.ts';
import { money } from './steps/money.ts';
import { people } from './steps/people.ts';
import type { Step } from './steps/step.ts';
import { stock } from './steps/stock.ts';
import { work } from './steps/work.ts';

/** Successful calls of every procedure in sequence, each with what earlier ones created. */
export const steps: Step[] = [...people, ...stock, ...work, ...money, ...changes, ...diary, ...endings];
