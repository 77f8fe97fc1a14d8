package io.farthing.bootstrap;

/** The entrance of the runnable jar. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("Farthing " + (version == null ? "(unpackaged)" : version));
    }
}
