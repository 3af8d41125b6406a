import { changeSpeed } from '../../hardware/osdp/line-changes.ts';
import { LineSearch, searchReplyMs } from '../../hardware/osdp/line-search.ts';
import { realScheduler } from '../../hardware/scheduler.ts';
import type { ToolArguments } from './arguments.ts';
import { ToolError } from './tool-error.ts';
import { findSpeed, nobody, openBus, openKeys, openTransport } from './tool-line.ts';
import type { ToolDesk } from './tools.ts';

/**
 * Takes a whole serial line to another speed: whoever is there is told at the present one, then the line follows.
 * Ends with LEFT_BEHIND where a terminal did not come along; those are named with the speed they are still at.
 */
export async function setSpeed(tool: ToolArguments, desk: ToolDesk): Promise<void> {
  const { speed } = tool;
  if (speed === undefined) throw new ToolError('USAGE', { zh: '请给出 --speed', en: '--speed is missing' }, 2);
  const { transport } = tool;
  if (transport.type !== 'serial') {
    throw new ToolError('CONVERTER_SPEED', {
      zh: '串口服务器的波特率在其自身设置中修改：请把线路接到电脑串口后再改报钟器',
      en: 'a converter keeps its own speed: plug the line into this computer to change the terminals, then set the converter',
    });
  }
  const { from, addresses } = await whoIsThere(tool, desk);
  const there = { ...tool, baudRate: from, transport: { ...transport, baudRate: from } };
  const bus = await openBus(there, addresses, openKeys(tool));
  let moved: number[];
  let left: number[];
  try {
    for (const address of addresses) await bus.untilSettled(address);
    desk.progress({ zh: `改为 ${speed}…`, en: `to ${speed}…` });
    ({ moved, left } = await changeSpeed(bus, speed));
  } finally {
    await bus.close();
  }
  desk.answer(
    {
      zh: `${moved.length} 台报钟器已改为 ${speed}；请同样修改门店文件的 baudRate`,
      en: `${moved.length} terminals at ${speed} now; change baudRate in the site file as well`,
    },
    { from, to: speed, moved, left },
  );
  if (left.length > 0) {
    throw new ToolError('LEFT_BEHIND', {
      zh: `未跟上（仍为 ${from}）：${left.join('、')}`,
      en: `left behind (still at ${from}): ${left.join(', ')}`,
    });
  }
}

/** The speed of the line now and the terminals on it, closed again. Throws ToolError NOBODY_ANSWERS. */
async function whoIsThere(tool: ToolArguments, desk: ToolDesk): Promise<{ from: number; addresses: number[] }> {
  const line = await openTransport(tool);
  try {
    desk.progress({ zh: '查找报钟器…', en: 'looking for terminals…' });
    const from = await findSpeed(line, tool, tool.addresses);
    const search = new LineSearch(line, realScheduler, { replyTimeoutMs: searchReplyMs });
    const found = await search.addresses(tool.addresses);
    if (from === null || found.length === 0) throw nobody();
    return { from, addresses: found.map(({ address }) => address) };
  } finally {
    await line.close();
  }
}
