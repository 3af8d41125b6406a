import {
  Chip,
  CloseButton,
  createTheme,
  InputWrapper,
  type MantineColorsTuple,
  Modal,
  SegmentedControl,
} from '@mantine/core';
import chip from './chip.module.css';

const teal: MantineColorsTuple = [
  '#eefaf8',
  '#dff3f0',
  '#b9e4de',
  '#8fd3ca',
  '#5fbfb3',
  '#2fa698',
  '#14897d',
  '#0f766e',
  '#0c615a',
  '#084a45',
];

/** As `colours.css` by night: Mantine's own parts stand on the same grounds as ours. */
const dark: MantineColorsTuple = [
  '#e8edf2',
  '#c6cfd8',
  '#a8b4c1',
  '#94a1af',
  '#4a5866',
  '#2e3a47',
  '#202b37',
  '#18212b',
  '#10161d',
  '#0b1015',
];

/** Calm, by day and by night; fonts of the system only, with one that has Chinese on every platform. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 7,
  colors: { teal, dark },
  fontFamily:
    "-apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace",
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Chip: Chip.extend({ classNames: { label: chip.chip ?? '' } }),
    InputWrapper: InputWrapper.extend({
      styles: { label: { marginBottom: 4 }, description: { color: 'var(--cr-quiet)' } },
    }),
    CloseButton: CloseButton.extend({ defaultProps: { size: 44 } }),
    // The second click of a double click lands beside the dialogue that the first one opened, and what was typed stays.
    Modal: Modal.extend({ defaultProps: { closeOnClickOutside: false } }),
    // As high as a finger, and never squeezed by what stands below.
    SegmentedControl: SegmentedControl.extend({
      styles: { root: { flexShrink: 0 }, label: { display: 'grid', placeItems: 'center', minHeight: 44 } },
    }),
  },
});
