import { expect, test } from 'vitest';
import { errorText } from '../../../../core/error-texts.ts';
import { DatabaseError, type DatabaseErrorCode } from '../../../../db/engine/error.ts';
import { known } from './fake-store.ts';
import { client, serve } from './served.ts';

const act = { commandId: '0195d9a4-7c11-7000-8000-000000000001', name: 'visit.open' as const, data: {} };

/** What a screen hears when the store cannot write. */
async function heardWhen(code: DatabaseErrorCode) {
  const { server, store } = await serve();
  store.service.act = () => {
    throw new DatabaseError(code, { message: 'of the system' });
  };
  return client(server, { session: known.session })
    .act.mutate(act)
    .then(
      () => null,
      (error: { data: { storeCode: string; context: Record<string, unknown> } }) => error.data,
    );
}

test.each([
  ['DISK_FULL', 'DISK_FULL', /腾出空间/],
  ['DISK_READONLY', 'DISK_READONLY', /写保护/],
  ['DISK_FAILED', 'DISK_FAILED', /联系技术人员/],
  ['BUSY', 'DATA_IN_USE', /再试一次.*关掉那个程序/],
  ['FILE_DAMAGED', 'DATA_DAMAGED', /恢复最近的备份.*of the system/],
] as const)('a screen hears of %s by its name, and what to do', async (code, storeCode, text) => {
  const heard = await heardWhen(code);
  expect(heard).toMatchObject({ storeCode });
  expect(errorText(storeCode, 'zh-CN', heard?.context)).toMatch(text);
});

test('what is wrong with the program says nothing of its inside', async () => {
  expect(await heardWhen('SQL_FAILED')).toMatchObject({ storeCode: 'INTERNAL', context: {} });
});
