/**
 * The command tables of the `escpos` package: strings of bytes (one character, one byte). Only what is used here.
 * The package has no types of its own.
 */
declare module 'escpos/commands.js' {
  const commands: {
    readonly HARDWARE: {
      /** ESC @ */
      readonly HW_INIT: string;
    };
    readonly CASH_DRAWER: {
      /** ESC p 0, without the two pulse times that the printer takes next. */
      readonly CD_KICK_2: string;
      /** ESC p 1, without the two pulse times that the printer takes next. */
      readonly CD_KICK_5: string;
    };
    readonly PAPER: {
      /** GS V 66, without the feed that the printer takes next. */
      readonly PAPER_CUT_B: string;
    };
    readonly DLE: string;
    readonly EOT: string;
    readonly GS: string;
  };
  export default commands;
}
