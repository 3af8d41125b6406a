import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { projectPath } from '../../../scripts/common/project.ts';
import { advisoriesIn, withAdvisories } from '../../../scripts/packages/advisories.ts';
import { readKnownFaults } from '../../../scripts/packages/house-rules.ts';
import { knownFaultsFile, projectFacts } from '../../../scripts/packages/project-facts.ts';
import { tempFolder } from '../temp-folder.ts';

const folder = tempFolder();
afterAll(() => folder.remove());
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const known = {
  package: 'ws',
  range: '<1.0.0',
  id: 'GHSA-1111',
  also: 'CVE-1',
  title: 'known',
  answer: { installed: true, why: 'only on the inside' },
  date: '2026-11-30',
};
const advisory = (id: string, range: string) => ({
  id: 7,
  url: `https://github.com/advisories/${id}`,
  title: `the fault ${id}`,
  severity: 'high',
  vulnerable_versions: range,
  cwe: [],
  cvss: { score: 0, vectorString: null },
});

/** A registry that answers to one address only; npm is set to it. */
async function registry(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/-/npm/v1/security/advisories/bulk') answer(request, response);
    else response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** `npm run faults` with npm set to that registry; what it would write goes into a file of its own. */
function refresh(registryUrl: string) {
  const out = path.join(folder.path, 'faults.json');
  return new Promise<{ code: number; stdout: string; stderr: string; file: () => ReturnType<typeof readKnownFaults> }>(
    (resolve) => {
      const env = { ...process.env, npm_config_registry: registryUrl, npm_config_fetch_retries: '0' };
      const args = [projectPath('scripts/faults.ts'), '--out', out];
      execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
        resolve({
          code: typeof error?.code === 'number' ? error.code : 0,
          stdout,
          stderr,
          file: () => readKnownFaults(readFileSync(out, 'utf8')),
        }),
      );
    },
  );
}

describe('npm run faults', () => {
  const answering = (body: Record<string, unknown>) =>
    registry((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );

  it('ends with 0 where nothing installed has a fault, and forgets no answer', async () => {
    const { code, stdout, file } = await refresh(await answering({}));
    expect([code, stdout]).toEqual([0, `0 advisories, 0 without an answer in ${knownFaultsFile}\n`]);
    expect(file()).toEqual(projectFacts().faults);
  });

  it('ends with 1 and lists what waits for an answer, written down without one', async () => {
    const version = projectFacts().lock.packages['node_modules/ws']?.version;
    const { code, stdout, file } = await refresh(await answering({ ws: [advisory('GHSA-2222', '<=999.0.0')] }));
    expect(stdout).toBe(
      `node_modules/ws ${version}: GHSA-2222, the fault GHSA-2222\n1 advisories, 1 without an answer in ${knownFaultsFile}\n`,
    );
    expect(code).toBe(1);
    expect(file().find(({ id }) => id === 'GHSA-2222')).toMatchObject({
      package: 'ws',
      range: '<=999.0.0',
      answer: null,
    });
  });

  it.each([
    ['does not do it', 405],
    ['is broken', 500],
  ])('ends with 2 and says so where the registry %s', async (_, status) => {
    const before = readFileSync(projectPath(knownFaultsFile), 'utf8');
    const { code, stdout, stderr } = await refresh(
      await registry((_request, answer) => answer.writeHead(status).end()),
    );
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      new RegExp(`^clockroom: no advisory service answered; docs/known-faults\\.json is as it was: ${status} .*\\n$`),
    );
    expect(readFileSync(projectPath(knownFaultsFile), 'utf8')).toBe(before);
  });

  it('ends with 2 where there is no network', async () => {
    const { code, stderr } = await refresh('http://127.0.0.1:9/');
    expect(code).toBe(2);
    expect(stderr).toMatch(/no advisory service answered; .*: .*ECONNREFUSED/);
  });
});

describe('what a service answers', () => {
  it('brings ranges up to date and keeps answers', () => {
    const advisories = [{ url: 'https://x/GHSA-1111', name: 'ws', title: 'called otherwise', range: '<2.0.0' }];
    expect(withAdvisories([known], advisories, '2026-12-24')).toEqual([{ ...known, range: '<2.0.0' }]);
  });

  it('adds what is new by name, without an answer, once', () => {
    const one = { url: 'https://x/GHSA-2222', name: 'pino', title: 'new', range: '*' };
    const added = { package: 'pino', range: '*', id: 'GHSA-2222', title: 'new', answer: null, date: '2026-12-24' };
    expect(withAdvisories([known], [one, one], '2026-12-24')).toEqual([added, known]);
    expect(withAdvisories([known, added], [], '2026-12-25')).toEqual([added, known]);
  });

  it('is no answer where it is no report', () => {
    for (const text of ['', 'npm error', '{"error":{}}', '{"auditReportVersion":1,"vulnerabilities":{}}']) {
      expect(advisoriesIn(text)).toBeUndefined();
    }
    const strange = { auditReportVersion: 2, vulnerabilities: { ws: { via: ['pino', { range: 5 }] } } };
    expect(() => advisoriesIn(JSON.stringify(strange))).toThrow(/range/);
  });
});
