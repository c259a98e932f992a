/** What the checkers see of SLUB: its census, its rules, and who follows its executions. */
package ripsaw.linux.slub.census;
