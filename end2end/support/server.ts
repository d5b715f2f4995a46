// The built server with a demo clinic of its own, for one run of Playwright.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { bookableDoctors } from './clinic';

const workspace = path.resolve(import.meta.dirname, '../..');
const target = path.resolve(workspace, process.env.CARGO_TARGET_DIR ?? 'target');

/** Playwright's global setup: starts the server and answers how to end it. */
export default async function start(): Promise<() => Promise<void>> {
  const binary = process.env.SALVE_SERVER ?? path.join(target, 'debug/server');
  if (!existsSync(binary)) throw new Error(`${binary} is missing: cargo xtask test --only e2e builds it`);
  const folder = mkdtempSync(path.join(tmpdir(), 'salve-end2end-'));
  const port = await freePort();
  // Passkeys need a name, not an address.
  const url = `http://localhost:${port}`;
  const mail = path.join(folder, 'mail');
  const { DATABASE_URL: _, SALVE_SMTP_URL: __, ...inherited } = process.env;
  const environment = {
    ...inherited,
    SALVE_SITE_ROOT: process.env.SALVE_SITE_ROOT ?? path.join(target, 'site'),
    SALVE_DATA_DIR: path.join(folder, 'data'),
    SALVE_MAIL_DIR: mail,
    SALVE_LISTEN: `127.0.0.1:${port}`,
    SALVE_BASE_URL: url,
    SALVE_MODE: 'development',
    // Browsers say which network they are from: support/network.ts.
    SALVE_TRUSTED_PROXY: 'on',
  };
  const options = { cwd: folder, env: environment };

  const demo = spawnSync(binary, ['demo'], { ...options, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (demo.status !== 0) throw new Error(`the demo clinic could not be made: ${demo.stderr}`);

  const log = path.join(folder, 'server.log');
  const server = spawn(binary, ['serve'], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const file = createWriteStream(log);
  server.stdout.pipe(file);
  server.stderr.pipe(file);
  const end = async (): Promise<void> => {
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  };
  // Also when the run is broken off before its end.
  process.once('exit', () => server.kill('SIGKILL'));

  try {
    await ready(server, `${url}/health`);
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log, 'utf8').slice(-4000) : '';
    await end();
    throw new Error(`${error}\n${said}`);
  }
  // The tests run in other processes; these reach them.
  process.env.SALVE_URL = url;
  process.env.SALVE_MAIL_DIR = mail;
  process.env.SALVE_DEMO_SIGN_INS = demo.stdout;
  process.env.SALVE_DEMO_DOCTORS = JSON.stringify(await bookableDoctors(url));
  return end;
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await delay(50)) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`the server did not answer ${url} within a minute`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGTERM');
  const stubborn = setTimeout(() => server.kill('SIGKILL'), 12_000);
  await ended;
  clearTimeout(stubborn);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
