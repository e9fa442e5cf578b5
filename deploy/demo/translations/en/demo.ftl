## What the parts of the demo are called
demo-name-post = The demo’s post
demo-name-bundid = Stand-in for BundID
demo-name-muk = Stand-in for Mein Unternehmenskonto
demo-foot-post = { post-stays }
demo-foot-bundid = This is not BundID. All persons are made up. Everything stays on this computer.
demo-foot-muk = This is not Mein Unternehmenskonto. All organisations and persons are made up. Everything stays on this computer.
demo-name-education = Example education provider
demo-foot-education = This is an example. All courses are made up. Everything stays on this computer.
