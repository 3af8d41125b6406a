import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './colours.css';
import './global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { texts } from './app/texts.ts';
import { takeFromAddress } from './client/address.ts';
import { setUpLanguage } from './client/i18n.ts';
import { takeSeatAgain } from './client/practice.ts';
import { followWidth } from './client/window-width.ts';

takeFromAddress();
setUpLanguage(texts);
followWidth();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
await takeSeatAgain();
createRoot(root).render(<App />);
