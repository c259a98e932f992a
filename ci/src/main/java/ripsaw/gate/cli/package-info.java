/**
 * The command line: a class for each command, one for each group of options that several have, and
 * {@link ripsaw.gate.cli.Main}, which turns what comes of them into an exit code.
 */
package ripsaw.gate.cli;
