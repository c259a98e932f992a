package org.example.stub;

import ripsaw.spec.Property;

/** What is special to the stub. */
public enum StubProperty implements Property {
  BITS_COUNTED;

  @Override
  public Statement statement() {
    return new Statement(
        "bits-counted",
        "design",
        Watch.CENSUS,
        "The count says how many chunks are free, when nothing is under way.");
  }

  @Override
  public String toString() {
    return id();
  }
}
