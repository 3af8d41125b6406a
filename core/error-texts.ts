import { formatMinor, type Language } from './money.ts';

/**
 * Every refusal the store knows, in every language: the sentence for a screen (with `{facts}` of the error's
 * context) and the short form for one terminal line of sixteen columns (eight Chinese characters).
 */
interface ErrorText {
  'zh-CN': string;
  en: string;
  short: Record<Language, string>;
}

function text(zh: string, en: string, shortZh: string, shortEn: string): ErrorText {
  return { 'zh-CN': zh, en, short: { 'zh-CN': shortZh, en: shortEn } };
}

const texts = {
  // The store and its settings
  STORE_NOT_SET_UP: text('门店还没有建立', 'The store has not been set up', '门店未建立', 'No store yet'),
  STORE_ALREADY_SET_UP: text('门店已经建立', 'The store has been set up already', '门店已建立', 'Store exists'),
  SITE_INVALID: text(
    '门店文件有错误：{summary}',
    'The site file has errors: {summary}',
    '门店文件有误',
    'Bad site file',
  ),
  SITE_IN_USE: text(
    '正在使用，不能从门店文件中删除：{what}',
    'In use and cannot be left out of the site file: {what}',
    '正在使用',
    'In use',
  ),
  DATA_DAMAGED: text('数据文件损坏：{detail}', 'The data file is damaged: {detail}', '数据损坏', 'Data damaged'),
  INPUT_INVALID: text('输入有误：{detail}', 'The input is not valid: {detail}', '输入有误', 'Bad input'),
  INTERNAL: text('程序内部错误，没有做任何改动', 'An internal error; nothing was changed', '系统错误', 'System error'),
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
  REASON_NEEDED: text('请填写原因', 'A reason is needed', '需要原因', 'Reason needed'),

  // People and stations
  STATION_NOT_PAIRED: text('此工作站尚未配对', 'This station has not been paired', '未配对', 'Not paired'),
  PAIRING_CODE_WRONG: text('配对码不正确或已过期', 'The pairing code is wrong or too old', '配对码错误', 'Wrong code'),
  NOT_SIGNED_IN: text('请先登录', 'Please sign in first', '请先登录', 'Sign in first'),
  NOT_ALLOWED: text('您没有此权限', 'You may not do this', '没有权限', 'Not allowed'),
  PIN_WRONG: text('工号或密码不正确', 'The number or the PIN is wrong', '密码错误', 'Wrong PIN'),
  PIN_NOT_SET: text('该员工还没有设置密码', 'This member of staff has no PIN yet', '未设密码', 'No PIN set'),
  PIN_LOCKED: text(
    '密码错误次数过多，请 {minutes} 分钟后再试',
    'Too many wrong PINs; try again in {minutes} min',
    '密码已锁定',
    'PIN locked',
  ),
  PIN_ALREADY_SET: text('首位经理已经设置了密码', 'The first manager has a PIN already', '密码已设置', 'PIN is set'),
  STAFF_UNKNOWN: text('没有工号 {staffNo}', 'There is no staff number {staffNo}', '无此工号', 'No such staff'),

  // Cards and terminals
  CARD_UNKNOWN: text('无法识别的卡', 'This card is not known', '无效卡', 'Unknown card'),
  CARD_NOT_FOR_THIS: text('此卡不能在这里使用', 'This card is of no use here', '此卡不可用', 'Card no use here'),
  SWIPE_REPEATED: text('这张卡刚刚刷过', 'This card was read a moment ago', '已刷卡', 'Already read'),
  TERMINAL_UNKNOWN: text('没有报钟器 {terminalId}', 'There is no terminal {terminalId}', '无此终端', 'No terminal'),
  TERMINAL_OFFLINE: text('报钟器 {terminalId} 不在线', 'Terminal {terminalId} is offline', '终端离线', 'Offline'),
  DEVICE_UNKNOWN: text('没有设备 {device}', 'There is no device {device}', '无此设备', 'No such device'),
  DEVICE_NOT_VIRTUAL: text('{device} 不是虚拟设备', '{device} is not a virtual device', '非虚拟设备', 'Not virtual'),
  TRANSPORT_NOT_OPEN: text('线路没有打开', 'The line is not open', '线路未开', 'Line not open'),
  TRANSPORT_OPEN_FAILED: text('线路打不开', 'The line cannot be opened', '线路打不开', 'Line not open'),
  TRANSPORT_WRITE_FAILED: text('线路写入失败', 'Writing to the line failed', '线路写失败', 'Write failed'),
  TRANSPORT_TIMEOUT: text('设备没有回应', 'The device did not answer', '设备无回应', 'No answer'),
  TRANSPORT_CLOSED: text('线路断开', 'The line was closed', '线路断开', 'Line closed'),
  TRANSPORT_NOT_SUPPORTED: text(
    '此设备不支持这种接法',
    'This device cannot be connected this way',
    '接法不支持',
    'Not supported',
  ),
  OSDP_NO_REPLY: text('没有回应', 'It does not answer', '无回应', 'No answer'),
  OSDP_LINE_LOST: text('线路断开', 'The line is down', '线路断开', 'Line is down'),
  OSDP_WRONG_KEY: text('密钥不对', 'It holds another key', '密钥不对', 'Wrong key'),
  OSDP_CHANNEL_REFUSED: text('拒绝加密通道', 'It refuses the encrypted channel', '拒绝加密', 'Refuses channel'),
  OSDP_CHANNEL_LOST: text('加密通道中断', 'The encrypted channel broke', '加密中断', 'Channel lost'),
  OSDP_SEQUENCE_LOST: text('报文顺序中断', 'It lost count of the frames', '顺序中断', 'Sequence lost'),
  OSDP_NOT_UNDERSTOOD: text('回答无法解读', 'Its answers make no sense', '无法解读', 'Not understood'),
  OSDP_STARTS_AGAIN: text('重新开始', 'It starts again', '重新开始', 'Starts again'),
  OSDP_OFFLINE: text('报钟器不在线', 'The terminal is offline', '终端离线', 'Offline'),
  OSDP_REFUSED: text('报钟器拒绝执行', 'The terminal refused', '终端拒绝', 'Refused'),
  OSDP_BAD_ARGUMENT: text('报钟器设置有误', 'The terminal settings are wrong', '设置有误', 'Bad settings'),
  OSDP_MALFORMED: text('报钟器数据有误', 'The terminal sent something malformed', '数据有误', 'Malformed'),
  READER_NOT_FOUND: text('读卡器没有插好', 'The card reader is not plugged in', '无读卡器', 'No reader'),
  READER_NOT_LEARNT: text(
    '在读卡器发来的数据里找不到卡号',
    'The card is not in what the reader sent',
    '找不到卡号',
    'No UID found',
  ),
  READER_LEARN_TIMEOUT: text('30 秒内没有刷卡', 'No card came within 30 seconds', '未刷卡', 'No card came'),
  READER_LEARN_ENDED: text('学习已取消', 'Learning was cancelled', '学习已取消', 'Cancelled'),
  HID_NO_LIBRARY: text('本机没有 USB 读卡组件', 'This computer has no USB HID library', '无USB组件', 'No HID library'),
  PCSC_NO_LIBRARY: text('本机没有智能卡组件', 'This computer has no smart-card library', '无卡组件', 'No PC/SC'),
  PCSC_NO_SERVICE: text('智能卡服务没有运行', 'The smart-card service does not run', '卡服务未运行', 'No card service'),
  PCSC_FAILED: text('智能卡服务出错', 'The smart-card service failed', '卡服务出错', 'PC/SC failed'),
  CARD_REMOVED: text('卡已拿开，请重新放卡', 'The card was taken away; put it back', '卡已拿开', 'Card removed'),
  CARD_BUSY: text('卡正被其他程序使用', 'Another program uses the card', '卡被占用', 'Card in use'),
  CARD_FAILED: text('卡没有回应，请重新放卡', 'The card does not answer; place it again', '卡无回应', 'Card fails'),
  CARD_BAD_APDU: text('给卡的指令有误', 'The command for the card is malformed', '指令有误', 'Bad command'),
  PRINTER_OFFLINE: text('打印机不在线', 'The printer is offline', '打印机离线', 'Printer offline'),
  PRINTER_NO_PAPER: text('打印机缺纸', 'The printer is out of paper', '打印机缺纸', 'No paper'),
  PRINTER_MAYBE_PRINTED: text(
    '不确定是否已打印，请到打印机查看',
    'It may or may not have printed: please look at the printer',
    '可能已打印',
    'Maybe printed',
  ),
  PRINTER_BAD_TICKET: text('票据无法排版', 'The ticket cannot be laid out', '票据有误', 'Bad ticket'),
  PRINTER_BAD_SETTINGS: text('打印机设置有误', 'The printer settings are wrong', '设置有误', 'Bad settings'),
  STOPPED_WHILE_PRINTING: text(
    '打印途中程序停止，请到打印机查看',
    'The program stopped while printing: please look at the printer',
    '打印中断',
    'Print stopped',
  ),
  VOICE_NO_ENGINE: text('没有语音引擎，未播报', 'There is no voice engine: not spoken', '无语音引擎', 'No voice'),
  VOICE_FAILED: text('语音播报失败', 'Speaking failed', '播报失败', 'Voice failed'),
  SIM_BAD_ARGUMENT: text('模拟设备参数有误', 'The simulator cannot do that', '参数有误', 'Bad argument'),
  SIM_NOT_SUPPORTED: text(
    '此系统不支持该模拟',
    'The simulator is not supported on this system',
    '不支持',
    'Not supported',
  ),
  JOB_OVERTAKEN: text('已不需要', 'No longer needed', '已不需要', 'Not needed'),
  JOB_MERGED: text('与相同的呼叫一起播出', 'Said together with the same call', '已合并', 'Said once'),
  JOB_QUIET_HOURS: text('静音时段，未播报', 'Not spoken: quiet hours', '静音时段', 'Quiet hours'),
  JOB_UNKNOWN: text('没有这个任务', 'There is no such job', '无此任务', 'No such job'),
  JOB_NOT_OPEN: text('这个任务不在待处理状态', 'This job does not wait for a decision', '任务不可处理', 'Job not open'),

  // Practice
  PRACTICE_ONLY: text('只能在练习中这样做', 'Only in practice', '仅限练习', 'Practice only'),
  PRACTICE_NOT_HERE: text('练习中不能这样做', 'Not in practice', '练习中不可用', 'Not in practice'),
  PRACTICE_OVER: text(
    '练习已结束，请回到门店',
    'The practice is over: back to the store',
    '练习已结束',
    'Practice over',
  ),

  // Rooms and visits
  ROOM_UNKNOWN: text('没有房间 {roomNo}', 'There is no room {roomNo}', '无此房间', 'No such room'),
  ROOM_OCCUPIED: text('{roomNo} 房已有客人', 'Room {roomNo} is taken', '房间已开', 'Room is taken'),
  ROOM_DIRTY: text('{roomNo} 房还没有打扫', 'Room {roomNo} has not been cleaned', '房间未打扫', 'Room is dirty'),
  ROOM_NOT_DIRTY: text('{roomNo} 房不需要打扫', 'Room {roomNo} is not dirty', '无需打扫', 'Room not dirty'),
  ROOM_OUT_OF_ORDER: text(
    '{roomNo} 房停用：{reason}',
    'Room {roomNo} is out of order: {reason}',
    '房间停用',
    'Out of order',
  ),
  ROOM_IN_ORDER: text('{roomNo} 房没有停用', 'Room {roomNo} is not out of order', '房间正常', 'Room in order'),
  ROOM_TOO_SMALL: text(
    '{roomNo} 房只有 {beds} 个床位',
    'Room {roomNo} has {beds} beds only',
    '床位不够',
    'Too few beds',
  ),
  ROOM_EMPTY: text('{roomNo} 房没有客人', 'Nobody is in room {roomNo}', '房间未开', 'Room not open'),
  ROOM_IS_THE_SAME: text('客人已经在 {roomNo} 房', 'The guest is in room {roomNo} already', '已在此房', 'Same room'),
  VISIT_UNKNOWN: text('没有这个开单', 'There is no such visit', '无此开单', 'No such visit'),
  VISIT_CLOSED: text('这个开单已经结束', 'This visit is closed', '已结单', 'Visit closed'),
  VISIT_HAS_CONSUMPTION: text(
    '{roomNo} 房已有消费，请先结账或取消',
    'Room {roomNo} has consumption: settle or cancel it first',
    '已有消费',
    'Has consumption',
  ),
  GUEST_UNKNOWN: text('没有这位客人', 'There is no such guest', '无此客人', 'No such guest'),
  GUEST_GONE: text('客人已经离开', 'The guest has left', '客人已离开', 'Guest has left'),
  GUEST_HAS_CONSUMPTION: text('客人已有消费', 'The guest has consumption', '已有消费', 'Has consumption'),
  WRISTBAND_UNKNOWN: text('没有手牌 {wristbandNo}', 'There is no wristband {wristbandNo}', '无此手牌', 'No such band'),
  WRISTBAND_IN_USE: text('手牌 {wristbandNo} 正在使用', 'Wristband {wristbandNo} is in use', '手牌已用', 'Band in use'),

  // Clocks
  SERVICE_UNKNOWN: text('没有项目 {serviceCode}', 'There is no service {serviceCode}', '无此项目', 'No such service'),
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
  TOO_MANY_TECHNICIANS: text(
    '{serviceCode} 只需要 {technicians} 位技师',
    '{serviceCode} takes {technicians} technician(s)',
    '技师过多',
    'Too many techs',
  ),
  TECHNICIAN_UNKNOWN: text(
    '没有 {technicianNo} 号技师',
    'There is no technician {technicianNo}',
    '无此技师',
    'No such tech',
  ),
  TECHNICIAN_NOT_SKILLED: text(
    '{technicianNo} 号技师不做这个项目',
    'Technician {technicianNo} does not do this service',
    '技师不做此项',
    'Not skilled',
  ),
  TECHNICIAN_TWICE: text(
    '{technicianNo} 号技师被选了两次',
    'Technician {technicianNo} was chosen twice',
    '技师重复',
    'Chosen twice',
  ),
  TECHNICIAN_OFF_DUTY: text(
    '{technicianNo} 号技师不在班',
    'Technician {technicianNo} is off duty',
    '技师不在班',
    'Off duty',
  ),
  TECHNICIAN_ON_DUTY: text(
    '{technicianNo} 号技师已经在班',
    'Technician {technicianNo} is on duty already',
    '已经上班',
    'On duty already',
  ),
  TECHNICIAN_BUSY: text(
    '{technicianNo} 号技师在 {roomNo} 房',
    'Technician {technicianNo} is busy in room {roomNo}',
    '技师正忙',
    'Tech is busy',
  ),
  TECHNICIAN_RESTING: text(
    '{technicianNo} 号技师在休息',
    'Technician {technicianNo} is resting',
    '技师休息',
    'Tech is resting',
  ),
  TECHNICIAN_NOT_RESTING: text(
    '{technicianNo} 号技师没有在休息',
    'Technician {technicianNo} is not resting',
    '没有休息',
    'Not resting',
  ),
  TECHNICIAN_AWAITED: text(
    '{roomNo} 房的客人点了 {technicianNo} 号，正在等候',
    'A guest in room {roomNo} waits for technician {technicianNo}',
    '有客点钟等候',
    'Guest is waiting',
  ),
  NOBODY_ON_DUTY: text(
    '没有在班的技师会做 {serviceCode}',
    'Nobody on duty does {serviceCode}',
    '无可用技师',
    'Nobody on duty',
  ),
  NOBODY_FREE: text('现在没有空闲的技师', 'No technician is free now', '无空闲技师', 'Nobody is free'),
  CLOCK_UNKNOWN: text('没有这个钟', 'There is no such clock', '无此钟', 'No such clock'),
  CLOCK_NOT_CALLED: text('这个钟还没有叫', 'This clock has not been called', '尚未叫钟', 'Not called yet'),
  CLOCK_NOT_CALLED_HERE: text('您没有被叫到这里', 'You were not called to this room', '未叫到此房', 'Not called here'),
  CLOCK_CALLED_ELSEWHERE: text(
    '请到 {roomNo} 房',
    'You are called to room {roomNo}',
    '请到{roomNo}房',
    'Go to room {roomNo}',
  ),
  CLOCK_ALREADY_STARTED: text('这个钟已经开始', 'This clock has started already', '已经上钟', 'Already started'),
  CLOCK_NOT_STARTED: text('这个钟没有在进行', 'This clock is not running', '没有上钟', 'Not running'),
  CLOCK_ENDED: text('这个钟已经结束', 'This clock has ended', '已经下钟', 'Already ended'),
  CLOCK_CANCELLED: text('这个钟已经取消', 'This clock was cancelled', '此钟已取消', 'Clock cancelled'),
  CLOCK_IS_EXTENSION: text('加钟随主钟一起结束', 'An extension ends with its clock', '加钟随主钟', 'With main clock'),
  EARLY_END_NEEDS_REASON: text(
    '还差 {earlyMinutes} 分钟，提前下钟需要原因',
    '{earlyMinutes} min early: a reason is needed',
    '未到钟需原因',
    'Early: reason?',
  ),
  TECHNICIAN_STOPPED: text(
    '{technicianNo} 号已停牌',
    'No. {technicianNo} is stopped and gets no clocks',
    '已停牌',
    'Stopped',
  ),
  NOT_STOPPED: text('{technicianNo} 号没有停牌', 'No. {technicianNo} is not stopped', '没有停牌', 'Not stopped'),
  TECHNICIAN_PAUSED: text('{technicianNo} 号已暂停', 'No. {technicianNo} is paused', '已暂停', 'Paused'),
  NOT_PAUSED: text('{technicianNo} 号没有暂停', 'No. {technicianNo} is not paused', '没有暂停', 'Not paused'),
  NOT_HELD: text('{technicianNo} 号没有留牌', 'No. {technicianNo} is not held', '没有留牌', 'Not held'),
  HOLD_TOO_LONG: text(
    '留牌最多 {minutes} 分钟',
    'A place is held for {minutes} min at most',
    '留牌太久',
    'Held too long',
  ),
  PERIOD_INVALID: text(
    '{fromDate} 到 {toDate} 不是可查的时段，最多 {days} 天',
    '{fromDate} to {toDate} cannot be looked at; it takes one to {days} days',
    '时段不对',
    'Bad period',
  ),
  GROUP_UNKNOWN: text('没有这个班组：{group}', 'There is no group {group}', '无此班组', 'No such group'),
  POLICY_NOT_BY_GENDER: text(
    '{group} 不分男女排钟',
    'The group {group} does not rotate by gender',
    '不分男女',
    'Not by gender',
  ),
  POLICY_IN_THE_PAST: text(
    '新规则最早从今天 {today} 开始，不能从 {fromDate} 开始',
    'A new policy begins today, {today}, at the earliest; not on {fromDate}',
    '日期已过',
    'Date has passed',
  ),
  POLICY_EFFECT_UNFIT: text(
    '规则“{event}”不能用“{effect}”，可用：{allowed}',
    'The rule “{event}” cannot be “{effect}”; it may be: {allowed}',
    '规则不通',
    'Rule not usable',
  ),
  QUEUE_UNKNOWN: text('没有这个队列', 'There is no such queue', '无此队列', 'No such queue'),
  NOT_IN_QUEUE: text(
    '{technicianNo} 号技师不在队列中',
    'Technician {technicianNo} is not in the queue',
    '不在队列',
    'Not in queue',
  ),

  // Goods
  GOODS_UNKNOWN: text('没有商品 {goodsCode}', 'There is no article {goodsCode}', '无此商品', 'No such article'),
  GOODS_SOLD_OUT: text(
    '{goodsCode} 库存不足，只剩 {left}',
    '{goodsCode}: only {left} left',
    '库存剩{left}',
    'Only {left} left',
  ),
  GOODS_NOT_COUNTED: text('{goodsCode} 不计库存', '{goodsCode} is not counted', '不计库存', 'Not counted'),
  GOODS_LINE_UNKNOWN: text('没有这个点单', 'There is no such order', '无此点单', 'No such order'),
  GOODS_LINE_CLOSED: text('这个点单已取消或已结账', 'This order is cancelled or paid', '点单已结束', 'Order is closed'),
  GOODS_DELIVERED: text('已经送出', 'It has been delivered', '已经送出', 'Delivered'),

  // Bills
  NOTHING_TO_PAY: text(
    '没有消费，直接关房即可',
    'Nothing to pay: close the visit instead',
    '没有消费',
    'Nothing to pay',
  ),
  CLOCKS_STILL_OPEN: text(
    '还有 {count} 个钟没有结束',
    '{count} clock(s) have not ended yet',
    '钟未结束',
    'Clocks open',
  ),
  BILL_CHANGED: text(
    '账单刚有变动，现在是 {totalMinor:money}，请核对',
    'The bill has changed: it is {totalMinor:money} now, please check',
    '账单有变',
    'Bill changed',
  ),
  BILL_UNKNOWN: text('没有这张账单', 'There is no such bill', '无此账单', 'No such bill'),
  TENDER_UNKNOWN: text(
    '没有付款方式 {tenderCode}',
    'There is no tender {tenderCode}',
    '无此付款方式',
    'No such tender',
  ),
  TENDER_NOT_USABLE: text('现在还不能用 {tenderCode} 付款', '{tenderCode} cannot be used yet', '不可用', 'Not usable'),
  TENDER_NEEDS_REFERENCE: text(
    '请输入 {tenderCode} 的交易号',
    'Enter the reference of {tenderCode}',
    '需交易号',
    'Reference?',
  ),
  PAYMENT_ZERO: text('付款金额不能为零', 'A payment must be above zero', '金额为零', 'Amount is zero'),
  UNDERPAID: text('还差 {missingMinor:money}', '{missingMinor:money} is missing', '金额不足', 'Too little'),
  OVERPAID: text(
    '多收了 {overMinor:money}，此付款方式不找零',
    '{overMinor:money} too much, and this tender gives no change',
    '金额过多',
    'Too much',
  ),

  // Pay and attendance
  MONTH_CLOSED: text('{month} 月已结账', '{month} has been closed', '月份已结', 'Month closed'),
  MONTH_NOT_OVER: text('{month} 月还没有结束', '{month} is not over yet', '月份未完', 'Month not over'),
  MONTH_NOT_BEGUN: text('{month} 月还没有开始', '{month} has not begun yet', '月份未到', 'Not begun'),
  MONTH_BEFORE_OPEN: text('请先结 {month} 月', 'Close {month} first', '先结上月', 'Close earlier'),
  PAY_CHANGED: text(
    '工资合计已变为 {totalMinor:money}，请再看一遍',
    'The month now comes to {totalMinor:money}; please look again',
    '工资已变',
    'Pay has changed',
  ),
  PAY_NOTHING: text('{payeeNo} 号在 {month} 月没有收入', '{payeeNo} earned nothing in {month}', '没有收入', 'No pay'),
  PAYEE_UNKNOWN: text('没有 {payeeNo} 号员工', 'There is nobody with number {payeeNo}', '没有此人', 'No such person'),
  CORRECTION_ZERO: text('更正金额不能为零', 'A correction cannot be zero', '金额为零', 'Amount is zero'),
  SHIFT_UNKNOWN: text('没有 {code} 这个班次', 'There is no shift {code}', '无此班次', 'No such shift'),
  ROSTER_TWICE: text(
    '{technicianNo} 号在 {date} 排了两次',
    'Technician {technicianNo} is down twice on {date}',
    '重复排班',
    'Down twice',
  ),
  ROSTER_EMPTY: text(
    '从 {date} 起的一周没有排班可以复制',
    'Nobody is down for the week of {date}',
    '没有排班',
    'Empty roster',
  ),
  ROSTER_FULL: text(
    '从 {date} 起的一周已经排好',
    'The week of {date} is planned already',
    '已经排好',
    'Planned already',
  ),

  // Service calls
  SERVICE_CALL_OPEN: text('已经呼叫过服务', 'Service has been called already', '已呼叫', 'Already called'),
  SERVICE_CALL_UNKNOWN: text('没有这个呼叫', 'There is no such call', '无此呼叫', 'No such call'),
} satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof texts;

export const errorCodes = Object.keys(texts) as ErrorCode[];

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(texts, code);
}

/**
 * The sentence of an error for a person. An unknown code (of a newer store) gives the code itself: better than
 * nothing, and it can be looked up.
 */
export function errorText(
  code: string,
  language: Language,
  context: Readonly<Record<string, unknown>> = {},
  currency = 'CNY',
): string {
  return isErrorCode(code) ? fill(texts[code][language], language, context, currency) : code;
}

/** The error for one terminal line. */
export function shortErrorText(
  code: string,
  language: Language,
  context: Readonly<Record<string, unknown>> = {},
): string {
  return isErrorCode(code) ? fill(texts[code].short[language], language, context, 'CNY') : code.slice(0, 16);
}

function fill(
  template: string,
  language: Language,
  context: Readonly<Record<string, unknown>>,
  currency: string,
): string {
  return template.replace(/\{(\w+)(:money)?\}/g, (_, name: string, money: string | undefined) => {
    const value = context[name];
    if (money && typeof value === 'number') return formatMinor(value, currency, language);
    return value === undefined || value === null ? '?' : String(value);
  });
}
