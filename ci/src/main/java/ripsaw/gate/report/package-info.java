/**
 * What people and machines are told, as tables, JSON, JUnit's XML, HTML, and GitHub's annotations
 * and summaries. Nothing here decides anything: what it tells was judged before.
 */
package ripsaw.gate.report;
