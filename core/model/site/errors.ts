import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about the settings of a store and what it sells. */
export const siteTexts = {
  // The store and its settings
  STORE_NOT_SET_UP: text('门店还没有建立', 'The store has not been set up', '门店未建立', 'No store yet'),
  STORE_ALREADY_SET_UP: text('门店已经建立', 'The store has been set up already', '门店已建立', 'Store exists'),
  SITE_INVALID: text(
    '门店文件有错误：{summary}',
    'The site file has errors: {summary}',
    '门店文件有误',
    'Bad site file',
  ),
  NEW_STORE_INVALID: text('请改一下：{summary}', 'Please change this: {summary}', '填写有误', 'Bad answers'),
  SITE_IN_USE: text(
    '正在使用，不能从门店文件中删除：{what}',
    'In use and cannot be left out of the site file: {what}',
    '正在使用',
    'In use',
  ),
  SETTINGS_CHANGED: text(
    '这些设置已被别人改过，请看过新的再改',
    'Somebody else has changed these settings: look at them as they are now, then change them',
    '设置已变',
    'Settings changed',
  ),
  SITE_CHANGES_SETTINGS: text(
    '文件会改动门店现在的设置，请看清单后再导入',
    'The file changes settings the store has now: look at the list, then import it',
    '会改动设置',
    'Changes settings',
  ),
  SETTINGS_DAY_PAST: text(
    '{fromDate} 已经过去，生效日要从今天起',
    '{fromDate} is over: choose today or a later day',
    '日期已过',
    'Day is over',
  ),
  SETTINGS_PLANNED: text(
    '这一部分已有从 {fromDate} 起生效的设置，请先撤回',
    'This section has settings planned from {fromDate} on: take them back first',
    '已有待生效设置',
    'Planned already',
  ),
  SITE_MANAGER_STAYS: text(
    '至少要留下一位有密码的现任店长，新店长设好密码以后再换',
    'At least one manager of now who has a PIN has to stay: change over when the new one has a PIN',
    '须留一位店长',
    'Manager stays',
  ),
  SETTINGS_NOT_ALLOWED: text(
    '有 {count} 处改动您无权做，请看清单，需要时请经理授权',
    'You may not make {count} of these changes: look at the list, and ask a manager where they are wanted',
    '无权改动',
    'May not change',
  ),
  SETTINGS_CONFIRM: text(
    '其中 {count} 处改动涉及角色、卡、价格、提成或规则，请输入密码或刷卡确认',
    '{count} of these changes are of roles, cards, prices, pay or policies: confirm them by PIN or card',
    '请确认改动',
    'Confirm it',
  ),
  SETTINGS_CONFIRM_BY_ANOTHER: text(
    '其中 {count} 处改动涉及角色、卡、价格、提成或规则，本店要求另一位经理确认',
    '{count} of these changes are of roles, cards, prices, pay or policies: here another manager confirms them',
    '请另一位经理确认',
    'Another confirms',
  ),
  SETTINGS_CONFIRM_UNPROVEN: text(
    '登录着还不够，请用密码或卡确认',
    'Being signed in is not enough: confirm by PIN or card',
    '须密码或卡',
    'PIN or card',
  ),
  SETTINGS_APPROVER_MAY_NOT: text(
    '授权的人自己也无权做其中 {count} 处改动，请另找有权限的人',
    'Who approved may not make {count} of these changes either: ask somebody who may',
    '授权人无权',
    'Approver may not',
  ),
  SETTINGS_PLAN_SUSPENDED: text(
    '安排这项设置的人已没有此权限，须由有权限的人确认后才生效',
    'Whoever planned this setting may not set it any more: it waits for somebody who may to confirm it',
    '待确认',
    'To be confirmed',
  ),
  SETTINGS_PROMISED: text(
    '有 {count} 项约定与新设置冲突，请看清单后再保存',
    'The new settings break {count} things that are promised: look at the list, then save',
    '有约定冲突',
    'Promises broken',
  ),
  SETTINGS_PLAN_UNKNOWN: text(
    '没有这项待生效的设置，可能已经生效或撤回',
    'There is no such planned setting; it may have come into force or been taken back',
    '无此设置',
    'No such plan',
  ),
  SITE_CURRENCY_KEPT: text(
    '账里已有 {currency} 的金额，本位币不能再改',
    'The books hold amounts in {currency}: the currency of the store stays as it is',
    '本位币不能改',
    'Currency is kept',
  ),
  // Time
  TIME_KEPT_FOR_CLOCKS: text(
    '有钟在走，时间不能改；请等全部下钟后再校准',
    'A clock is running, and keeps its time; when none does, go by the computer’s',
    '有钟在走',
    'A clock runs',
  ),
  TIME_KEPT_FOR_VISITS: text(
    '还有没结账或没关房的客人，时间不能改；请先处理完',
    'Guests are there whose visit is not closed: close it first, then go by the computer’s time',
    '有客人未离店',
    'A visit is open',
  ),
  TIME_CATCHES_UP: text(
    '电脑时间只比账目慢 {minutes} 分钟，到时会自动一致',
    'The computer’s time is only {minutes} min behind the books; they agree by themselves then',
    '稍后自动一致',
    'Agrees by itself',
  ),
  // Moving to another computer
  STORE_MOVED: text(
    '本店已搬往另一台电脑（{time}，搬家编号 {move}），这台电脑不再记账；在新电脑上用搬家文件打开',
    'The store has left for another computer (at {time}, move {move}), and nothing more is recorded here: open the file of the move there',
    '本店已搬走',
    'Store has moved',
  ),
  STORE_ELSEWHERE: text(
    '本店已在另一台电脑（{host}）上营业，那里有这里没有的记录；两处同时记账，账就对不上了',
    'The store goes on at another computer ({host}), which has rows that are not here: with two of them the books do not fit',
    '另一处在营业',
    'Open elsewhere',
  ),
  MOVE_SHEET_NEEDED: text(
    '还没有恢复单，搬家文件没有东西可以加密；请先打印恢复单',
    'There is no recovery sheet to seal the file with: make one first',
    '先打印恢复单',
    'Sheet first',
  ),
  MOVE_NOT_HERE: text('只能在门店主机上搬家', 'Moving is for the store’s own computer', '请到主机办理', 'Not here'),
  MOVE_UNDER_WAY: text('正在做搬家文件，请等一等', 'The file is being made: please wait', '正在搬家', 'Moving'),
  MOVE_PLACE_AWAY: text(
    '“{folder}”写不进去，请检查移动硬盘，或换一个文件夹',
    '“{folder}” cannot be written: check the disk, or choose another folder',
    '写不进去',
    'Cannot write',
  ),
  MOVE_PLACE_FULL: text(
    '“{folder}”放不下：需要 {needMb} MB，只剩 {freeMb} MB',
    '“{folder}” has no room: {needMb} MB are needed, {freeMb} MB are free',
    '放不下',
    'No room',
  ),
  MOVE_FILE_GONE: text(
    '“{file}”不在那里，或读不出来',
    '“{file}” is not there, or cannot be read',
    '文件读不出',
    'Cannot read',
  ),
  MOVE_FILE_OTHER: text('“{file}”不是搬家文件', '“{file}” is no file of a move', '不是搬家文件', 'Another file'),
  MOVE_FILE_DAMAGED: text(
    '搬家文件“{file}”不完整或被改过，请在原来的电脑上再做一份',
    'The file of the move “{file}” is not whole or was changed: make another at the old computer',
    '搬家文件损坏',
    'File damaged',
  ),
  MOVE_FILE_NEWER: text(
    '搬家文件是更新的程序（{program}）做的，请先更新这台电脑上的程序',
    'A newer program ({program}) made the file of the move: update the one here first',
    '程序太旧',
    'Program too old',
  ),
  MOVE_NONE: text('没有搬家可以取消', 'There is no move to take back', '没有搬家', 'No move'),
  MOVE_NOT_ASSURED: text(
    '请先确认搬家文件没有在别的电脑上打开过',
    'Say first that the file of the move was opened nowhere',
    '请先确认',
    'Confirm first',
  ),
  MOVE_OPENED: text(
    '搬家文件已在另一台电脑（{host}）上打开，不能再取消',
    'The file of the move was opened at another computer ({host}): it cannot be taken back',
    '已在别处打开',
    'Opened there',
  ),
  // Practice
  PRACTICE_CARD_ABOVE: text(
    '练习中不能使用权限高于自己的人的卡',
    'In a practice nobody holds the card of somebody who may do more',
    '权限不足',
    'May do more',
  ),
  PRACTICE_NOT_HERE: text('练习中不能这样做', 'Not in practice', '练习中不可用', 'Not in practice'),
  PRACTICE_OVER: text(
    '练习已结束，请回到门店',
    'The practice is over: back to the store',
    '练习已结束',
    'Practice over',
  ),
  SERVICE_UNKNOWN: text(
    '没有项目 {serviceCode}，请从项目单里选',
    'There is no service {serviceCode}; choose from the list',
    '无此项目',
    'No such service',
  ),
  SERVICE_NOT_NOW: text(
    '{serviceCode} 只在 {from}–{to} 供应',
    '{serviceCode} is sold from {from} to {to} only',
    '现不供应',
    'Not at this time',
  ),
  SERVICE_NEEDS_GUESTS: text(
    '{serviceCode} 需要 {guests} 位客人',
    '{serviceCode} is for {guests} guests',
    '客人数不符',
    'Wrong headcount',
  ),
} satisfies Record<string, ErrorText>;

export const siteError = errorsOf(siteTexts);
