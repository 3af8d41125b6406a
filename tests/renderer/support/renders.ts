import type { Page } from 'playwright-core';

/** What React tells developer tools of a component or element, as far as it is needed to see whether it was drawn. */
interface Fiber {
  tag: number;
  flags: number;
  child: Fiber | null;
  sibling: Fiber | null;
  /** Itself before this commit; null where it is new. */
  alternate: Fiber | null;
}

/**
 * Lets a page count how many components React draws, by the hook it offers to developer tools. To be called before the
 * page is opened.
 */
export async function countRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const performedWork = 1;
    // Functions, classes, forwarded references, the two kinds of memo.
    const components = new Set([0, 1, 11, 14, 15]);
    const count = { renders: 0 };
    const visit = (fiber: Fiber): void => {
      const { alternate } = fiber;
      if (components.has(fiber.tag) && (alternate === null || (fiber.flags & performedWork) !== 0)) count.renders += 1;
      if (alternate !== null && alternate.child === fiber.child) return;
      for (let child = fiber.child; child !== null; child = child.sibling) visit(child);
    };
    Object.assign(window, {
      count,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberRoot: (_renderer: number, root: { current: Fiber }) => visit(root.current),
        onCommitFiberUnmount: () => {},
        onPostCommitFiberRoot: () => {},
      },
    });
  });
}

/** How many components were drawn since the page was opened. */
export function rendersOf(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { count: { renders: number } }).count.renders);
}
