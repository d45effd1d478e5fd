#!/usr/bin/env node
import process from 'node:process';
import { run } from './run.ts';

// Failed writes reach the writer itself; without a listener they would also end the process.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});

process.exitCode = await run(process.argv.slice(2), process);
