/** The sections that are set on screens; the others come with a site file. Without the schemas, since screens load it. */
export const screenSections = [
  ...(['rooms', 'people', 'items', 'goods', 'tenders'] as const),
  ...(['store', 'cards', 'attendance', 'commission'] as const),
  ...(['printers', 'terminals', 'readers', 'voice'] as const),
] as const;
export type ScreenSection = (typeof screenSections)[number];
