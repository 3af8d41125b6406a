import { describe, expect, it } from 'vitest';
import { runSoak } from '../../../scripts/bench/soak.ts';

describe('a line through every fault at once', () => {
  it.each([1, 2])('makes no swipe wrong, leaves no terminal stuck (seed %d)', async (seed) => {
    const result = await runSoak({ faultyFrames: 6_000, seed });
    expect(result).toMatchObject({ wrongSwipes: [], stuckTerminals: [], lostAfterwards: 0 });
    expect(result.faultyFrames).toBeGreaterThanOrEqual(6_000);
    expect(result.swipesTold).toBeGreaterThan(result.swipesMade / 2);
  });
});
