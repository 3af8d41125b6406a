import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { takeSeatAgain } from './client/practice.ts';
import { setUpLanguage } from './i18n/i18n.ts';

setUpLanguage();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
await takeSeatAgain();
createRoot(root).render(<App />);
