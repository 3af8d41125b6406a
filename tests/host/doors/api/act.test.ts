import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../../../core/model/commands.ts';
import type { Access, Connection, LiveSession } from '../../../../host/contract/connection.ts';
import { appRouter } from '../../../../host/doors/api/router.ts';
import type { StoreService } from '../../../../host/doors/api/store-service.ts';

const commandId = '0193a000-0000-7000-8000-000000000001';
const clockId = '0193a000-0000-7000-8000-000000000002';

/** A receptionist's screen; what reaches the store is written down. */
function screen() {
  const reached: unknown[] = [];
  const act: StoreService['act'] = (_connection, _commandId, command) => {
    reached.push(command);
    return { seq: 1, events: [] };
  };
  const session: LiveSession = { staffNo: 'R01', name: '前台', role: 'receptionist', permissions: [], isLocked: false };
  const access: Access = { isTrusted: () => true, sessionOn: () => session, use: () => {}, onChange: () => () => {} };
  const connection: Connection = { stationId: 'desk', isOwn: true, sessionToken: 't' };
  const store = { act, sessions: access as StoreService['sessions'] } as StoreService;
  const caller = appRouter.createCaller({ store, connection });
  const send = (name: CommandName, data: object) => caller.act({ commandId, name, data });
  return { reached, send };
}

describe('what a screen says of cards', () => {
  it.each([
    ['clock.start', { clockId, atRoomNo: '302' }],
    ['clock.extend', { clockId, guestBandNo: '7' }],
    ['clock.cancel', { clockId, reason: 'because', guestBandNo: '7' }],
  ] as const)('is refused for %s: a card is held to a terminal', async (name, data) => {
    const { reached, send } = screen();
    await expect(send(name, data)).rejects.toMatchObject({ message: 'INPUT_INVALID' });
    expect(reached).toEqual([]);
  });

  it('is not asked of what is done by hand with a reason', async () => {
    const { reached, send } = screen();
    await send('clock.start', { clockId, reason: 'because' });
    await send('clock.extend', { clockId });
    expect(reached).toHaveLength(2);
  });
});
