/** Faults in an arena, one edge each. */
package ripsaw.netbsd.vmem.mutants;
