(class name: [(constant) (scope_resolution name: (constant))] @name) @class
(module name: [(constant) (scope_resolution name: (constant))] @name) @module
(method name: (_) @name) @function
(singleton_method name: (_) @name) @method
(alias name: (identifier) @name) @method
(assignment left: (constant) @name) @constant
