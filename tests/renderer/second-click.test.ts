import { expect, test } from 'vitest';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

/** Buttons of which the first goes when it is pressed, a field with a label; what was clicked is written down. */
async function withButtons(): Promise<void> {
  await desk.openAs('R01');
  await desk.page.evaluate(() => {
    const box = document.createElement('div');
    box.style.cssText = 'position: fixed; inset: 40px auto auto 40px; z-index: 9999; background: white; display: grid';
    box.innerHTML = `<button id="first">first</button><button id="next">next</button>
      <label><input type="checkbox" id="field"> field</label><output id="said"></output>`;
    document.body.append(box);
    const said = box.querySelector('output') as HTMLElement;
    for (const button of box.querySelectorAll('button')) {
      button.addEventListener('click', () => {
        said.textContent += `${button.id} `;
        if (button.id === 'first') button.remove();
      });
    }
  });
}

const said = () => desk.page.locator('#said').textContent();

test('the second click of a double click does nothing to what slid under the hand; later it does', async () => {
  await withButtons();
  const { x, y } = (await desk.page.locator('#first').boundingBox()) ?? { x: 0, y: 0 };
  await desk.page.mouse.dblclick(x + 5, y + 5);
  expect(await said()).toBe('first ');
  // A click of its own at the same place is meant.
  await desk.page.mouse.click(x + 5, y + 5);
  expect(await said()).toBe('first next ');
});

test('a button pressed again and again is, another place at once is, and so is a key; a label reaches its field', async () => {
  await withButtons();
  const { x, y, height } = (await desk.page.locator('#next').boundingBox()) ?? { x: 0, y: 0, height: 0 };
  await desk.page.mouse.click(x + 5, y + height / 2, { clickCount: 3 });
  expect(await said()).toBe('next next next ');
  await desk.page.locator('#first').click();
  await desk.page.locator('#next').focus();
  await desk.page.keyboard.press('Enter');
  expect(await said()).toBe('next next next first next ');
  await desk.page.getByText('field').click();
  expect(await desk.page.locator('#field').isChecked()).toBe(true);
});
