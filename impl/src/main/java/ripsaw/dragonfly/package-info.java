/**
 * What DragonFly's allocators share: who did how much. The allocators are {@code
 * ripsaw.dragonfly.kfree} and {@code ripsaw.dragonfly.kmallocobj}.
 */
package ripsaw.dragonfly;
