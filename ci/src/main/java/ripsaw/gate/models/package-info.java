/**
 * Runs of TLC for the command line: several models at a time ({@link ripsaw.gate.models.SpecRun}),
 * and configurations of the user's ({@link ripsaw.gate.models.ConfigFile}).
 */
package ripsaw.gate.models;
