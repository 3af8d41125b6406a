export const leaveKinds = ['annual', 'sick', 'personal', 'lieu', 'other'] as const;
/** 年假, 病假, 事假, 调休, 其他. */
export type LeaveKind = (typeof leaveKinds)[number];
