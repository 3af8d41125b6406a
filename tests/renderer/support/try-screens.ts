import { fileURLToPath } from 'node:url';
import { FakeStore } from './fake-store.ts';
import { serve } from './serve.ts';

// For looking at the screens by hand: node tests/renderer/support/try-screens.ts [port] [extra rooms]
const [port = '5199', manyRooms = '0'] = process.argv.slice(2);
const screens = fileURLToPath(new URL('../../../dist/renderer', import.meta.url));
const { url } = await serve(new FakeStore(Number(manyRooms)), screens, { port: Number(port) });
console.log(url);
