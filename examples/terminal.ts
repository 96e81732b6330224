/** Text that lines up in a terminal, as the desk prints it. */
export * from '../src/desk/terminal.js';
