import { expect, test } from 'vitest';
import { TerminalScreen } from '../../../../host/devices/terminals/terminal-screen.ts';

/** A terminal on a slow line: what is shown arrives when `arrive` is called, in order. */
function slowTerminal() {
  const shown: string[] = [];
  const lights: string[] = [];
  const underway: (() => void)[] = [];
  const device = {
    show: (lines: readonly string[]) => {
      shown.push(lines.join('|'));
      return new Promise<void>((resolve) => underway.push(resolve));
    },
    led: async (pattern: string) => {
      lights.push(pattern);
    },
    beep: async () => {},
  };
  const arrive = async () => {
    underway.shift()?.();
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return { screen: new TerminalScreen(() => device), shown, lights, arrive };
}

test('what is overtaken while the line is slow is left out', async () => {
  const { screen, shown, arrive } = slowTerminal();
  for (const text of ['1', '2', '3', '4']) screen.show({ lines: [text], led: 'amber' });
  await arrive();
  await arrive();
  await arrive();
  expect(shown).toEqual(['1', '4']);
});

test('the same picture is not sent twice, and a light that changes alone is', async () => {
  const { screen, shown, lights, arrive } = slowTerminal();
  screen.show({ lines: ['1'], led: 'amber' });
  await arrive();
  screen.show({ lines: ['1'], led: 'amber' });
  await arrive();
  screen.show({ lines: ['1'], led: 'green' });
  await arrive();
  expect(shown).toEqual(['1']);
  expect(lights).toEqual(['amber', 'green']);
});

test('a terminal that starts anew while a picture is underway gets it again', async () => {
  const { screen, shown, lights, arrive } = slowTerminal();
  screen.show({ lines: ['1'], led: 'amber' });
  screen.repaint();
  await arrive();
  await arrive();
  expect(shown).toEqual(['1', '1']);
  expect(lights).toEqual(['amber', 'amber']);
});
