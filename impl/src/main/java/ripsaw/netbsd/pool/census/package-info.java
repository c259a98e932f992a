/**
 * What the checkers see of pool caches: the census and its rules, the monitors that follow an
 * execution from event to event, the properties they judge, and how a census is drawn and counted.
 */
package ripsaw.netbsd.pool.census;
