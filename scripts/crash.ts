import { argumentsOf, orUsage, wholeNumber } from './common/arguments.ts';
import { projectPath } from './common/project.ts';
import { runCuts } from './crash/cuts.ts';
import { runKills } from './crash/kills.ts';

/**
 * `npm run crash -- [--kills 500] [--cuts 500] [--seed N] [--json]`: kills a store under load again and again, then cuts
 * the power at as many places of what another one writes, and compares what was answered with what is found. 0 leaves
 * one out. Exit 0: nothing lost, doubled, stopped or unproved; 1: something; 2: wrong arguments. Linux; cuts need strace.
 */
const { kills, cuts, seed, json } = orUsage(() => {
  const { values, json } = argumentsOf(process.argv.slice(2), ['kills', 'cuts', 'seed']);
  return {
    kills: wholeNumber('kills', values.kills, 0) ?? 500,
    cuts: wholeNumber('cuts', values.cuts, 0) ?? 500,
    seed: wholeNumber('seed', values.seed, 0) ?? 1,
    json,
  };
});
const toldEvery = 25;
const tell = (what: string, of: number) => (done: number) => {
  if (done % toldEvery === 0) console.error(`${what} ${done}/${of}`);
};
const oldFile = projectPath('tests/fixtures/stores/simulated-day.sqlite.gz');
const killed = kills > 0 ? await runKills({ kills, seed, oldFile, onKill: tell('kills', kills) }) : null;
const cut = cuts > 0 ? await runCuts({ cuts, seed, commands: 40, onCut: tell('cuts', cuts) }) : null;
console.log(JSON.stringify({ kills: killed, cuts: cut }, null, json ? undefined : 2));
process.exitCode = (killed?.ok ?? true) && (cut?.ok ?? true) ? 0 : 1;
