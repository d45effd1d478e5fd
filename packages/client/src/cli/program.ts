import { Command, Help } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { addAccount } from './account.ts';
import { addAppointments, addSlots } from './appointments.ts';
import { addBays } from './bays.ts';
import { addCannedJobs } from './canned-jobs.ts';
import { addClock } from './clock.ts';
import { addCommonOptions } from './command.ts';
import { addCompletion } from './completion.ts';
import { addCustomers } from './customers.ts';
import { addDeferred } from './deferred.ts';
import { addEstimates } from './estimates.ts';
import { addAudit, addEvents } from './events.ts';
import { addInspectionTemplates } from './inspection-templates.ts';
import { addInspections } from './inspections.ts';
import { addInvites } from './invites.ts';
import { addInvoices } from './invoices.ts';
import { type Io, write } from './io.ts';
import { addKeys } from './keys.ts';
import { addMechanics } from './mechanics.ts';
import { addMessages } from './messages.ts';
import { addParts } from './parts.ts';
import { addPayments } from './payments.ts';
import { addProfile } from './profile.ts';
import { addPurchases, addReorder } from './purchases.ts';
import { addRegister } from './register.ts';
import { addReports } from './reports.ts';
import { addResetCodes } from './reset-codes.ts';
import { addSettings } from './settings.ts';
import { addSuppliers } from './suppliers.ts';
import { addTickets } from './tickets.ts';
import { usageError } from './usage-error.ts';
import { addVehicles } from './vehicles.ts';
import { viewOf } from './view.ts';
import { addWebhooks } from './webhooks.ts';

/** The whole command line. Nothing is read or sent before parsing. */
export function createProgram(io: Io): Command {
  const { width } = viewOf(io);
  const print = (output: Io['stdout']) => (text: string) => {
    // Commander does not wait for writes; a closed pipe is not an error here.
    write(output, text).catch(() => {});
  };
  const program = new Command('shop')
    .description('Use a mechanic shop from the command line.')
    .version(manifest.version)
    // After a command, --version could be meant as the row's version and must not end the program silently.
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp({
      helpWidth: Number.isFinite(width) ? width : 100,
      optionDescription(option) {
        const text = Help.prototype.optionDescription(option);
        return option.mandatory ? `${text} (required)` : text;
      },
    })
    .configureOutput({
      writeOut: print(io.stdout),
      writeErr: print(io.stderr),
      outputError: (text, write) => write(usageError(text, program)),
    });
  addCommonOptions(program);

  addAccount(program, io);
  addRegister(program, io);
  addProfile(program, io);
  addResetCodes(program, io);
  addParts(program, io);
  addSuppliers(program, io);
  addPurchases(program, io);
  addReorder(program, io);
  addTickets(program, io);
  addEstimates(program, io);
  addDeferred(program, io);
  addCannedJobs(program, io);
  addClock(program, io);
  addInspections(program, io);
  addInspectionTemplates(program, io);
  addMessages(program, io);
  addInvoices(program, io);
  addPayments(program, io);
  addAppointments(program, io);
  addSlots(program, io);
  addBays(program, io);
  addReports(program, io);
  addCustomers(program, io);
  addVehicles(program, io);
  addMechanics(program, io);
  addInvites(program, io);
  addKeys(program, io);
  addSettings(program, io);
  addWebhooks(program, io);
  addEvents(program, io);
  addAudit(program, io);
  addCompletion(program, io);
  return program;
}
