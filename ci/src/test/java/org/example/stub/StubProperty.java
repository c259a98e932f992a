package org.example.stub;

import ripsaw.spec.Property;

/** What is special to the stub. */
public enum StubProperty implements Property {
  BITS_COUNTED(
      new Statement(
          "bits-counted",
          "design",
          Watch.CENSUS,
          "The count says how many chunks are free, when nothing is under way."));

  private final Statement statement;

  StubProperty(Statement statement) {
    this.statement = statement;
  }

  @Override
  public Statement statement() {
    return statement;
  }

  @Override
  public String toString() {
    return id();
  }
}
