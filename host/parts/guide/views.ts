/** Who learns the store by it. */
export type GuideRole = 'receptionist' | 'technician' | 'cashier' | 'manager' | 'owner';

export type GuideStepId =
  | ('open' | 'request' | 'goods' | 'wish' | 'extend' | 'book' | 'arrive')
  | ('duty' | 'start' | 'end' | 'rest' | 'back' | 'leave')
  | ('prebill' | 'pay' | 'two-tenders' | 'deliver' | 'clean')
  | ('roster' | 'stop' | 'in-order' | 'rules' | 'prices' | 'approve')
  | ('person' | 'pin' | 'lost-card' | 'stock' | 'correction' | 'payslip' | 'export');

export interface GuideStep {
  id: GuideStepId;
  /** When it was first done, UTC ms; null: not yet. */
  doneAt: number | null;
}

/** The steps of each, in their order. */
export type GuideView = Record<GuideRole, GuideStep[]>;
