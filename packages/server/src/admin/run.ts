import { Command, CommanderError } from 'commander';
import { addBackup } from './backup.ts';
import { addCreateAdmin } from './create-admin.ts';
import { addDoctor } from './doctor.ts';
import { addExport } from './export.ts';
import { Failure, lineOf, status } from './failure.ts';
import { addImport } from './import.ts';
import type { Io } from './io.ts';
import { addMigrate } from './migrate.ts';
import { addProcedures } from './procedures.ts';
import { addRestore } from './restore.ts';
import { addSeedDemo } from './seed-demo.ts';
import { addSetPassword } from './set-password.ts';

const commands = [
  addCreateAdmin,
  addSetPassword,
  addMigrate,
  addBackup,
  addRestore,
  addDoctor,
  addExport,
  addImport,
  addSeedDemo,
  addProcedures,
];

function createProgram(io: Io): Command {
  const program = new Command('admin')
    .description("The operator's command line. It works on the database that DATABASE_URL names, like the server.")
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) });
  for (const add of commands) add(program, io);
  return program;
}

/** Runs one command and returns its exit code; `argv` is what follows `admin`. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    await createProgram(io).parseAsync(argv, { from: 'user' });
    return status.done;
  } catch (error) {
    // Commander has already printed one line.
    if (error instanceof CommanderError) return error.exitCode === 0 ? status.done : status.usage;
    io.stderr.write(`error: ${lineOf(error)}\n`);
    return error instanceof Failure ? error.status : status.failed;
  }
}
