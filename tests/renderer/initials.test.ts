import { describe, expect, test } from 'vitest';
import { isFound } from '../../renderer/components/initials.ts';

const finds = (typed: string, name: string) => isFound(typed, '', [name]);

describe('a name is found by its initials', () => {
  test.each([
    ['zxl', '曾霞玲'],
    ['cxl', '曾霞玲'],
    ['xl', '曾霞玲'],
    ['s', '单丽'],
    ['d', '单丽'],
    ['yc', '尉迟恭'],
    ['wc', '尉迟恭'],
    ['cqxm', '重庆小面'],
    ['xm', '重庆小面'],
    ['xxd', '解晓东'],
    ['qy', '仇英'],
    ['vipc', 'VIP茶'],
    ['a3h', 'A3 号'],
    ['ｚｘｌ', '曾霞玲'],
    ['𠮷', '𠮷田'],
  ])('%s finds %s', (typed, name) => expect(finds(typed, name)).toBe(true));

  test.each([
    ['xz', '曾霞玲'],
    ['zl', '曾霞玲'],
    ['l', '曾霞玲'],
    ['zxll', '曾霞玲'],
    ['q', '何丽'],
  ])('%s does not find %s', (typed, name) => expect(finds(typed, name)).toBe(false));
});
