package org.example.stub.bridge;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.CodeFollowsSpec;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.linearizability.bridge.Followed;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** What {@code ci/ripsaw bridge} does, for the bridge of one module, and without its long words. */
final class StubCrossing {
  private StubCrossing() {}

  public static void main(String[] args) throws IOException {
    FamilyBridge bridge = FamilyBridge.ofModule(args[0]).orElseThrow();
    for (EveryEdge edges : bridge.everyEdge()) {
      CodeFollowsSpec found = edges.drive();
      System.out.printf(
          "code follows spec: %s, %d of %d edges%n",
          found.holds() ? "holds" : found, found.covered(), found.edges());
    }
    Subject java = subject(bridge.reference());
    Followed followed = follow(bridge, java, ModuleConfig.NO_FAULT);
    System.out.printf(
        "spec follows code: %s, %d executions%n",
        followed
            .difference()
            .or(() -> Optional.of(followed.bound()).filter(b -> !b.isEmpty()))
            .orElse("holds"),
        followed.executions());
    String fault = bridge.canary();
    Subject mutant = subject("museum/" + fault);
    boolean inJava = !Bridge.codeFollowsSpec(mutant, bridge.small(ModuleConfig.NO_FAULT)).holds();
    boolean inModule = !Bridge.codeFollowsSpec(java, bridge.small(fault)).holds();
    System.out.println(
        "caught: "
            + List.of(
                inJava,
                inModule,
                follow(bridge, mutant, ModuleConfig.NO_FAULT).difference().isPresent(),
                follow(bridge, java, fault).difference().isPresent()));
  }

  private static Subject subject(String id) {
    return Catalogue.load().find(id).orElseThrow();
  }

  private static Followed follow(FamilyBridge bridge, Subject java, String fault)
      throws IOException {
    return Bridge.specFollowsCode(java, bridge.programs(), program -> bridge.whole(program, fault));
  }
}
