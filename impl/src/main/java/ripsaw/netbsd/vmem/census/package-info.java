/** What is seen of an arena, and what must hold of it. */
package ripsaw.netbsd.vmem.census;
