import org.apache.spark.launcher.JavaModuleOptions;

/** Prints what a JVM of the Spark on the class path has to be told to open. */
class ModuleOptions {

    public static void main(String[] args) {
        System.out.println(JavaModuleOptions.defaultModuleOptions());
    }
}
