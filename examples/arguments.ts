import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** How an example is called, on one line, and what `--help` says besides. */
export interface Usage {
  readonly call: string;
  readonly about: string;
}

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * The command line of an example. With `--help` or `-h` the usage is printed, and that is all; what the example does not know is
 * misuse. At most `most` arguments may stand beside the options.
 */
export function readArguments<const T extends Options>(usage: Usage, options: T, most = 0) {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    console.log(`Usage: ${usage.call}\n\n${usage.about}`);
    process.exit(0);
  }
  try {
    const read = parseArgs({ options, allowPositionals: most > 0 });
    const extra = read.positionals[most];
    return extra === undefined ? read : misuse(usage, `Unexpected argument '${extra}'.`);
  } catch (error) {
    // Node's own explanation goes on about `--`; its first sentence will do.
    const [sentence = ''] = String((error as Error).message).split(/(?<=\.)\s|\n/);
    return misuse(usage, sentence.endsWith('.') ? sentence : `${sentence}.`);
  }
}

/** Ends the example with one line that says what is wrong, and exit code 2. */
export function misuse({ call }: Usage, message: string): never {
  console.error(`${message} Usage: ${call}`);
  process.exit(2);
}

/** The number that an option says, if `fits`; else misuse. */
export function numberFrom(usage: Usage, option: string, text: string, fits: (value: number) => boolean): number {
  const value = Number(text);
  return text.trim() !== '' && fits(value) ? value : misuse(usage, `--${option} cannot be '${text}'.`);
}

/** The whole number that an option says, at least `least`; else misuse. */
export function wholeFrom(usage: Usage, option: string, text: string, least = Number.NEGATIVE_INFINITY): number {
  return numberFrom(usage, option, text, (value) => Number.isSafeInteger(value) && value >= least);
}

/** The language that `--lang` says; else misuse. */
export function languageFrom(usage: Usage, text: string): 'zh' | 'en' {
  return text === 'zh' || text === 'en' ? text : misuse(usage, `--lang cannot be '${text}'.`);
}

/** The folder that the first argument names, else the one of this name in `FSL_DATA`; undefined where neither is given. */
export function dataFolder([given]: readonly string[], name: string): string | undefined {
  const all = process.env['FSL_DATA'];
  return given ?? (all ? join(all, name) : undefined);
}
