import { beforeEach, expect, onTestFailed } from 'vitest';

/** Each test of the file goes on where the one before ended: none begins after one that failed. */
export function stepByStep(takePictures: () => Promise<void>): void {
  let failedBefore = false;
  beforeEach(() => {
    expect(failedBefore, 'the step before').toBe(false);
    onTestFailed(async () => {
      failedBefore = true;
      await takePictures();
    });
  });
}
