import { accountCases } from './account-cases.ts';
import { appointmentCases } from './appointment-cases.ts';
import { approvalCases } from './approval-cases.ts';
import type { Case } from './case.ts';
import { clockCases } from './clock-cases.ts';
import { dataCases } from './data-cases.ts';
import { estimateCases } from './estimate-cases.ts';
import { eventCases } from './event-cases.ts';
import { inspectionCases } from './inspection-cases.ts';
import { messageCases } from './message-cases.ts';
import { moneyCases } from './money-cases.ts';
import { peopleCases } from './people-cases.ts';
import { purchaseCases } from './purchase-cases.ts';
import { reportCases } from './report-cases.ts';
import { settingsCases } from './settings-cases.ts';
import { shopCases } from './shop-cases.ts';
import { webhookCases } from './webhook-cases.ts';
import { workCases } from './work-cases.ts';

/** Every command, with the procedure that it calls. */
export const cases: Case[] = [
  ...accountCases,
  ...shopCases,
  ...workCases,
  ...dataCases,
  ...estimateCases,
  ...approvalCases,
  ...moneyCases,
  ...appointmentCases,
  ...reportCases,
  ...clockCases,
  ...messageCases,
  ...inspectionCases,
  ...settingsCases,
  ...purchaseCases,
  ...peopleCases,
  ...webhookCases,
  ...eventCases,
];
