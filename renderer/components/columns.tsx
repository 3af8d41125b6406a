import { Button, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBackCloses } from '../client/back-closes.ts';
import { useWidth } from '../client/window-width.ts';
import classes from './columns.module.css';

export interface ScreenColumn {
  id: string;
  /** On its tab, in a window that has no room for all. */
  label: string;
  /** Its width beside the others: a track of a CSS grid. */
  width: string;
  children: ReactNode;
  /** Its tab is the one to begin with; else the first is. */
  isFirst?: boolean;
  /** It shows what is chosen elsewhere, and lies over the others while something is. */
  over?: Over;
}

interface Over {
  isOpen: boolean;
  onClose: () => void;
  /** It is worth looking at while nothing is chosen too: then it is a tab like the others. */
  isTab?: boolean;
  /** It takes the whole width, not the side alone. */
  isWide?: boolean;
  /** It has a cross of its own, and needs no bar with a way back. */
  hasCross?: boolean;
  /** It hears Escape itself. */
  hasEscape?: boolean;
}

interface ColumnsProps {
  /** What the tabs are of, read out. */
  label: string;
  /** The label is the screen's heading too, for those who do not see it. */
  hasHeading?: boolean;
  columns: readonly ScreenColumn[];
}

/**
 * The columns of a screen: side by side where there is room, else one at a time, by tabs, with what is chosen laid over
 * them until Escape, the way back or its cross takes it away. Nothing is drawn anew when the window changes its width.
 */
export function Columns({ label, hasHeading = false, columns }: ColumnsProps) {
  const isNarrow = useWidth('narrow');
  const isPhone = useWidth('phone');
  const [asked, setAsked] = useState<string | null>(null);
  const tabs = columns.filter(({ over }) => !over || (over.isTab && !over.isOpen));
  const shown = tabs.find(({ id }) => id === asked) ?? tabs.find(({ isFirst }) => isFirst) ?? tabs[0];
  const open = columns.find(({ over }) => over?.isOpen);
  return (
    <div
      className={classes.columns}
      data-alone={isNarrow || undefined}
      style={isNarrow ? undefined : { gridTemplateColumns: columns.map(({ width }) => width).join(' ') }}
    >
      {hasHeading && <VisuallyHidden component="h1">{label}</VisuallyHidden>}
      {isNarrow && tabs.length > 1 && (
        <SegmentedControl
          className={classes.tabs}
          aria-label={label}
          fullWidth
          radius={0}
          data={tabs.map(({ id, label: name }) => ({ value: id, label: name }))}
          value={shown?.id ?? ''}
          onChange={setAsked}
          inert={isPhone && open !== undefined}
        />
      )}
      {columns.map((column) => (
        <Column
          key={column.id}
          column={column}
          isOver={isNarrow && column === open}
          isShown={!isNarrow || column === open || column === shown}
          isCovered={isNarrow && open !== undefined && column !== open && (isPhone || open.over?.isWide === true)}
        />
      ))}
    </div>
  );
}

interface ColumnProps {
  column: ScreenColumn;
  isOver: boolean;
  isShown: boolean;
  isCovered: boolean;
}

function Column({ column: { children, over }, isOver, isShown, isCovered }: ColumnProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(() => over?.onClose());
  useBackCloses(isOver, () => over?.onClose());
  useEffect(() => {
    if (!isOver || over?.hasEscape) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // What lies above, a dialogue or an open list, is closed first.
      const above = document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]');
      if (![...above].some((one) => one.checkVisibility())) close();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOver, over?.hasEscape]);
  // Whoever works by keys is in what has just been laid over, and afterwards where it was chosen.
  useEffect(() => {
    if (!isOver) return;
    const before = document.activeElement;
    if (!box.current?.contains(before)) box.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [isOver]);
  return (
    <div
      ref={box}
      className={classes.column}
      data-shown={isShown || undefined}
      data-over={isOver ? (over?.isWide ? 'wide' : 'side') : undefined}
      tabIndex={-1}
      data-focus-home
      inert={isCovered}
    >
      {isOver && !over?.hasCross && (
        <Button
          className={classes.back}
          variant="subtle"
          h={44}
          radius={0}
          justify="start"
          leftSection={<IconChevronLeft size={20} aria-hidden />}
          onClick={over?.onClose}
        >
          {t('back')}
        </Button>
      )}
      {children}
    </div>
  );
}
