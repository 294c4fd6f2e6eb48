// lavalamp serve

import type { Command } from 'commander';
import { adminTokenFile, ConfigError, runInProduction, serverConfig } from '../../config.ts';
import { CliError } from '../exit.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export function addServe(program: Command, exit: (code: number) => void): void {
  program
    .command('serve')
    .description('start a server, and stop it at SIGINT (Ctrl-C) or SIGTERM')
    .addHelpText(
      'after',
      `
Settings are environment variables. The most important:
  PORT, HOST       where to listen (8010 on 127.0.0.1)
  DATABASE_URL     a PostgreSQL database; without it one runs inside the server
  LAVALAMP_DATA    where files are kept (~/.local/share/lavalamp)

Exits with 0 once it was stopped, with 2 for a wrong setting, with 1 when it cannot start otherwise. A second signal ends it at once.

Examples:
  lavalamp serve
  DATABASE_URL=postgres://ci@db.example.org/lavalamp HOST=0.0.0.0 lavalamp serve`,
    )
    .action(async () => {
      exit(await serveUntilStopped());
    });
}

async function serveUntilStopped(): Promise<number> {
  try {
    const config = serverConfig();
    runInProduction();
    const { serve } = await import('../../main.ts');
    const server = await serve(config);
    process.stdout.write(`Lavalamp is at ${server.url}\n`);
    if (server.newAdminToken !== null) {
      process.stdout.write(
        `The administrator's token, shown only now and kept in ${adminTokenFile(config.dataDirectory)}:\n${server.newAdminToken}\n`,
      );
    }
    await stopSignal();
    await server.stop();
    return 0;
  } catch (error) {
    throw startFailure(error);
  }
}

/** Resolves at the first signal; the second one then has its usual effect, should the stop not come to an end. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const signal of SIGNALS) process.off(signal, stop);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}

/** Of a host name that has no address, and of an address that is another machine's. */
const NOT_HERE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL']);

/** @returns why the server did not start, for its administrator: a ConfigError when a setting is wrong. */
export function startFailure(error: unknown): ConfigError | CliError {
  if (error instanceof ConfigError) return error;
  if (!(error instanceof Error)) return new CliError(String(error));
  const { code = '', syscall, path, hostname, address, message } = error as NodeJS.ErrnoException & Place;
  if (NOT_HERE.has(code)) {
    const received = JSON.stringify(hostname ?? address);
    return new ConfigError(
      `HOST: expected an address of this machine, or a name for one; received ${received} (${message}).`,
    );
  }
  if (syscall === 'mkdir') {
    const expected = 'expected a directory, or where one can be made';
    return new ConfigError(`LAVALAMP_DATA: ${expected}; received ${JSON.stringify(path)} (${message}).`);
  }
  if (code === 'EADDRINUSE') return new CliError(`${message}. Stop what listens there, or set PORT to another one.`);
  if (code === 'EACCES') {
    return new CliError(`${message}. Set PORT, HOST or LAVALAMP_DATA to what this user may use.`);
  }
  return new CliError(message);
}

/** What Node tells of a place that it could not listen at. */
interface Place {
  readonly hostname?: string;
  readonly address?: string;
}
