/**
 * What people and machines are told, as tables, JSON, JUnit's XML, GitHub's annotations and HTML.
 * Nothing here decides anything: what it tells was judged before.
 */
package ripsaw.gate.report;
