import { SerialPort } from 'serialport';
import type { OpenBareLine } from '../bench/bare-line.ts';

/** The library that drives serial lines, by itself, for the benchmarks to compare with. */
export const bareSerial: OpenBareLine = (path, baudRate, onData) =>
  new Promise((resolve, reject) => {
    const port = new SerialPort({ path, baudRate, autoOpen: false });
    port.on('data', onData);
    port.on('error', () => {});
    port.open((fault) => {
      if (fault) reject(fault);
      else
        resolve({
          write: (bytes) => void port.write(Buffer.from(bytes)),
          close: () => new Promise((closed) => port.close(() => closed())),
        });
    });
  });
