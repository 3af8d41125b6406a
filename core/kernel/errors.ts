import { errorsOf, type StoreError } from './error.ts';
import { type ErrorText, text } from './error-text.ts';

/** Refusals about what no aggregate owns: input, disk, reports. */
export const commonTexts = {
  DATA_DAMAGED: text(
    '数据文件损坏，请停止操作并恢复最近的备份：{detail}',
    'The data file is damaged; stop and restore the latest backup: {detail}',
    '数据损坏',
    'Data damaged',
  ),
  DATA_IN_USE: text(
    '另一个程序正占用门店的数据文件，这一步没有记下；请再试一次，一直这样请关掉那个程序（如备份、杀毒、数据库工具）',
    'Another program is using the store’s file, and this was not recorded: try again. If it goes on, close that program (a backup, a virus scanner, a database tool)',
    '数据被占用',
    'File in use',
  ),
  TRADING_STOPPED: text(
    '门店已停止记账，这一步没有记下：{summary}；可以查看，请经理按屏幕上的说明处理',
    'The store has stopped recording, and this was not recorded: {summary}. You may look; a manager goes on as the screen says',
    '已停止记账',
    'Trading stopped',
  ),
  STORE_FILE_MISSING: text(
    '这里曾有一家门店（最后见到流水第 {lostSeq} 行），数据文件 {path} 不见了或是空的',
    'There was a store here (last seen at row {lostSeq} of its journal), and its file {path} is gone or empty',
    '数据文件丢失',
    'Store file gone',
  ),
  JOURNAL_WENT_BACK: text(
    '数据文件退回了以前：流水到第 {standsSeq} 行，而最后见到的是第 {lostSeq} 行',
    'The store file went back in time: its journal ends at row {standsSeq}, and row {lostSeq} had been seen',
    '数据退回',
    'File went back',
  ),
  JOURNAL_OTHER: text(
    '数据文件不是最后见到的那个：流水第 {lostSeq} 行与记下的不同',
    'The store file is not the one that was seen last: row {lostSeq} of its journal is another',
    '数据不符',
    'Another file',
  ),
  JOURNAL_CHAIN_BROKEN: text(
    '流水第 {seq} 行被改动，或其前的行缺失',
    'Row {seq} of the journal was changed, or a row before it is missing',
    '流水被改',
    'Journal changed',
  ),
  SCHEMA_FOREIGN: text(
    '数据文件里有不是本程序做的东西：{names}',
    'The store file holds what this program did not make: {names}',
    '数据结构被改',
    'Schema changed',
  ),
  DATA_FOLDER_SHARED: text(
    '另一台电脑（{host}）正在用同一个数据目录；请只留一台，然后重新启动',
    'Another computer ({host}) uses the same data folder: leave one of them on and start again',
    '目录被共用',
    'Folder shared',
  ),
  TRADING_NOT_STOPPED: text(
    '门店正常记账，没有要处理的',
    'The store records as it should: there is nothing to go on without',
    '没有停止',
    'Not stopped',
  ),
  LOSS_NOT_ACCEPTABLE: text(
    '这种情况不能直接继续，请恢复备份：{summary}',
    'The store cannot go on like this; restore a backup: {summary}',
    '须恢复备份',
    'Restore needed',
  ),
  RECOVERY_CODE_MISTYPED: text(
    '恢复码第 {group} 组抄错了，请对照恢复单再输',
    'Group {group} of the recovery code has a mistake: compare it with the sheet',
    '恢复码有误',
    'Code mistyped',
  ),
  RECOVERY_CODE_SHORT: text(
    '恢复码不完整，应为六组，每组五个字',
    'The recovery code is not whole: it has six groups of five',
    '恢复码不全',
    'Code not whole',
  ),
  RECOVERY_CODE_OTHER: text(
    '这是另一张恢复单上的码，需要的是编号 {sheetId} 的那张',
    'This code is on another recovery sheet; the one with the number {sheetId} is needed',
    '恢复单不符',
    'Another sheet',
  ),
  RECOVERY_SHEET_NONE: text(
    '还没有打印过恢复单，请用本机命令 npm run restore',
    'There is no recovery sheet yet: use the command npm run restore on this computer',
    '没有恢复单',
    'No sheet yet',
  ),
  RESTORE_NOT_HERE: text(
    '只能在门店主机上恢复，或用经理密码、恢复码',
    'Restoring is for the store’s own computer, or with a manager’s PIN or the recovery code',
    '请到主机恢复',
    'Not here',
  ),
  RESTORE_UNDER_WAY: text('正在恢复，请等一等', 'A restoring is under way: please wait', '正在恢复', 'Restoring'),
  COPY_PLACE_AWAY: text(
    '备份的存放处写不进去，请检查移动硬盘或网络盘',
    'The place for copies cannot be written: check the disk or the share',
    '备份处不可写',
    'Place is away',
  ),
  COPY_UNKNOWN: text('没有备份 {name}', 'There is no copy {name}', '无此备份', 'No such copy'),
  COPY_DAMAGED: text(
    '备份 {name} 已损坏，请选另一份',
    'The copy {name} is damaged: choose another one',
    '备份损坏',
    'Copy damaged',
  ),
  COPY_OTHER_STORE: text(
    '备份 {name} 是另一家门店的',
    'The copy {name} is of another store',
    '门店不符',
    'Another store',
  ),
  COPY_NOT_PROVED: text(
    '备份没有通过证明：{problems}',
    'The copy was not proved: {problems}',
    '备份不可用',
    'Copy not proved',
  ),
  PROOF_FAILED: text(
    '账目证明有 {problems} 处不符，请打开“账目”页查看',
    'The proof of the books found {problems} problems: open “Books”',
    '账目不符',
    'Books do not fit',
  ),
  DISK_FULL: text(
    '磁盘已满，这一步没有记下，请腾出空间再做一次；这之前先记在纸上',
    'The disk is full: this was not recorded. Free some space and do it again; keep notes on paper until then',
    '磁盘已满',
    'Disk is full',
  ),
  DISK_READONLY: text(
    '数据文件不能写入，这一步没有记下，请检查磁盘的写保护和权限',
    'The data file cannot be written: this was not recorded. Check the disk’s write protection and rights',
    '磁盘不可写',
    'Disk read-only',
  ),
  DISK_FAILED: text(
    '磁盘出错，这一步没有记下，请再做一次；再出错请联系技术人员',
    'The disk failed: this was not recorded. Do it again; if it stays, ask your technician',
    '磁盘出错',
    'Disk failed',
  ),
  INPUT_INVALID: text('输入有误：{detail}', 'The input is not valid: {detail}', '输入有误', 'Bad input'),
  INTERNAL: text(
    '程序内部错误，没有做任何改动，请再试一次；仍不行请联系技术人员',
    'An internal error; nothing was changed. Try again; if it stays, ask your technician',
    '系统错误',
    'System error',
  ),
  COMMAND_ID_REUSED: text(
    '同一操作编号用于不同的内容',
    'The same command id came with other content',
    '操作编号重复',
    'Id used twice',
  ),
  CHANGED_MEANWHILE: text(
    '{roomNo} 房刚被别处改动，请核对后再做',
    'Room {roomNo} was changed elsewhere a moment ago; please check and do it again',
    '刚被改动',
    'Changed already',
  ),
  REPORT_BROKEN_OFF: text(
    '报表没有做完，请再试一次',
    'The report was broken off; please ask again',
    '报表中断',
    'Broken off',
  ),
  REPORT_TOO_MANY: text('报表请求太多，请稍候', 'Too many reports at once; please wait', '报表太多', 'Too many'),
  MONEY_CURRENCIES_MIXED: text(
    '金额的币种不同（{currencies}），不能合计，请分开处理',
    'These amounts are in different currencies ({currencies}) and cannot be added up; deal with each by itself',
    '币种不同',
    'Mixed currencies',
  ),
  REASON_NEEDED: text('请填写原因', 'A reason is needed', '需要原因', 'Reason needed'),
  EVENT_UNKNOWN: text(
    '日志里有本程序不认识的记录 {type}，请更新程序',
    'The journal holds {type}, which this program does not know: update the program',
    '记录未知',
    'Unknown event',
  ),
  EVENT_TOO_NEW: text(
    '日志记录 {type} 是更新的程序写的（版本 {version}），请更新程序',
    'A newer program wrote {type} (version {version}) into the journal: update this one',
    '程序太旧',
    'Program too old',
  ),
  EVENT_MALFORMED: text(
    '日志记录 {type} 的内容不对：{detail}',
    'What {type} says in the journal is not as it should be: {detail}',
    '记录有误',
    'Malformed event',
  ),
  PERSONAL_SEAL_BROKEN: text(
    '日志记录 {type} 的客人资料（{path}）被改动过或密钥不符',
    'What {type} says of a person ({path}) was tampered with, or the key is another',
    '密封已坏',
    'Seal broken',
  ),
} satisfies Record<string, ErrorText>;

export const commonError = errorsOf(commonTexts);

/** Somebody else was quicker: what the asker saw is no longer so, and is not overwritten. */
export function changedMeanwhile(roomNo: string): StoreError {
  return commonError('CHANGED_MEANWHILE', { roomNo });
}
