/**
 * What all of the gate says things with: exit codes, errors with their mend, tables, JSON,
 * suggestions, and files that are written whole or not at all. It knows nothing of checking.
 */
package ripsaw.gate.text;
