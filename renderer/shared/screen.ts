import type { ComponentType } from 'react';
import type { Language } from '../../core/kernel/money.ts';
import type { StaffRole } from '../../core/model/site/schema.ts';
import type { Permission } from '../../core/model/staff/permissions.ts';

/** What a screen's texts hold at least. */
interface ScreenTexts {
  /** Its name in the rail: short. */
  rail: string;
}

/** What the house knows of a screen; everything else of it stays in its folder. */
export interface Screen<Id extends string = string, T extends ScreenTexts = ScreenTexts> {
  /** Its name in the address (`#/board`): also that of its folder, and the namespace of its texts. */
  id: Id;
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  /** What somebody must be allowed to do for the screen to be of use. */
  permission: Permission;
  /** Whose first screen it is, after signing in; that of everybody else is the first of the list. */
  firstFor?: readonly StaffRole[];
  /**
   * `wall`: hangs there for everybody, without the frame and without anybody signed in. `menu`: seldom looked at, so that
   * it stands in the menu of whoever is signed in and not in the rail, which has to fit a low window.
   */
  place?: 'wall' | 'menu';
  /** Its component, which is loaded when it is first shown. */
  load: () => Promise<{ default: ComponentType }>;
  /** The same keys in both languages: the compiler checks. */
  texts: Readonly<Record<Language, T>>;
}
