import type { zhCN } from './texts.zh-CN.ts';

/** What was changed in the settings. */
export const en: typeof zhCN = {
  rail: 'Settings log',
  title: 'Changes of the settings',
  from: 'From',
  to: 'To',
  all: 'All',
  weighty: 'Important ones only',
  section: 'Which part',
  only: '{{section}} only',
  everything: 'All',
  backwards: 'The first day is after the last: change them over',
  timeBack: 'The store’s time was set back by {{minutes}} min',
  timeAhead: 'The store’s time was set forward by {{minutes}} min',
  none: 'The settings were not changed in this time',
  by: '{{name}} · station {{station}}',
  allowedBy: 'approved by {{name}}',
  plans: 'Planned settings',
  planFrom: '{{section}}: from {{date}} on · planned by {{name}}',
  confirmedBy: 'confirmed by {{name}}',
  confirm: 'Confirm',
  withdraw: 'Take back',
  back: 'Change back: {{section}}',
};
